"""What a giver reads who wants to give by bank transfer: where to, and what to write on it; and again if none came."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.funding.models import Payment
from folkmoot.funding.values import Frequency, PaymentState, transfer_path
from folkmoot.funding.values.tokens import giving_token
from folkmoot.notifications.commands.giving.giving import Giving, paragraph
from folkmoot.notifications.values import Words

GROUP = 4


def pledge(giving: Giving) -> Words:
    """Return how to send the gift that somebody has just chosen."""
    values = {"paper": giving.paper.name, "amount": _amount(giving)}
    each_time = (
        _("Let your bank repeat it, and leave the reference the same each time.")
        if giving.contribution.frequency != Frequency.ONCE
        else ""
    )
    return giving.letter(
        _("How to send your gift to %(paper)s") % values,
        _("you want to give %(amount)s to %(paper)s by bank transfer. Thank you. Here is what your bank must know:")
        % values,
        *_how(giving),
        each_time,
        _("You will have a receipt when it has come, usually a bank day or two later."),
    )


def reminder(giving: Giving) -> Words:
    """Return the same to somebody whose gift has not come. It is sent once."""
    values = {
        "paper": giving.paper.name,
        "amount": _amount(giving),
        "day": giving.paper.day(giving.contribution.created_at),
    }
    return giving.letter(
        _("Your gift to %(paper)s has not come yet") % values,
        _("on %(day)s you wanted to give %(amount)s to %(paper)s by bank transfer, and nothing has come so far.")
        % values,
        _(
            "If you have sent it, it may have come without its reference: answer with the day and the amount, and we look."
        ),
        _("If you have not, here is what your bank must know:"),
        *_how(giving),
        _("If you have changed your mind, you need do nothing: we do not ask again."),
    )


def undone(giving: Giving, payment: Payment) -> Words:
    """Return that somebody was thanked for what was not theirs, and how to send their own gift if it is still awaited."""
    values = {
        "paper": giving.paper.name,
        "amount": giving.money(payment.gift_minor + payment.cover_minor),
        "number": payment.id,
    }
    awaits = not giving.contribution.payments.filter(state=PaymentState.PAID).exists()
    return giving.letter(
        _("A mistake of ours about your gift to %(paper)s") % values,
        _("we wrote to you that %(amount)s had come from you. It was somebody else's transfer, and we are sorry.")
        % values,
        _("The receipt with the number %(number)s does not hold: please do not use it.") % values,
        *([_("Your own gift has not come yet. Here is what your bank must know:"), *_how(giving)] if awaits else []),
        "" if awaits else _("Whatever else you gave stays as it was."),
        _("If you think that it was yours after all, answer with the day on which you sent it, and we look."),
    )


def _how(giving: Giving) -> list[str]:
    """Return the account, the amount and the reference; and where they stand as a code for banking apps."""
    settings = giving.paper.settings
    values = {
        "holder": settings.account_holder or settings.legal_name or giving.paper.name,
        "iban": " ".join(settings.iban[start : start + GROUP] for start in range(0, len(settings.iban), GROUP)),
        "bic": settings.bic,
        "amount": _amount(giving),
        "reference": giving.contribution.reference,
    }
    account = paragraph(
        _("To: %(holder)s") % values,
        _("IBAN: %(iban)s") % values,
        _("BIC: %(bic)s") % values if settings.bic else "",
        _("Amount: %(amount)s") % values,
        _("Reference: %(reference)s") % values,
    )
    page = giving.paper.at(transfer_path(giving_token(giving.contribution.name_of_ours)))
    return [account, _("The same as a code for your banking app:"), page]


def _amount(giving: Giving) -> str:
    return giving.money(giving.contribution.gift_minor + giving.contribution.cover_minor)
