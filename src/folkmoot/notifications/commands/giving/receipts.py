"""What a giver reads when money came, and when it went back."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.funding.models import Payment
from folkmoot.funding.values import ContributionState, Frequency
from folkmoot.notifications.commands.giving.giving import Giving, paragraph
from folkmoot.notifications.values import Words


def receipt(giving: Giving, payment: Payment) -> Words:
    """Return thanks with the receipt. Spoken within the paper's voice, like all of these."""
    values = {"paper": giving.paper.name, "amount": giving.money(payment.gift_minor + payment.cover_minor)}
    subject, first = _("Receipt for your gift to %(paper)s"), _("thank you for giving %(amount)s to %(paper)s.")
    if payment.renewal:
        first = _("thank you for going on: %(amount)s came to %(paper)s.")
    return giving.letter(
        subject % values,
        first % values,
        _("The campaign had ended when it came. It is used for what the campaign was for.") if payment.late else "",
        paragraph(*_lines(giving, payment)),
        giving.paper.settings.tax_words.strip(),
        _renewal(giving),
        manage(giving),
    )


def refund(giving: Giving, payment: Payment, amount_minor: int) -> Words:
    """Return that money is on its way back."""
    values = {
        "paper": giving.paper.name,
        "legal": giving.paper.legal,
        "amount": giving.money(amount_minor),
        "whole": giving.money(payment.gift_minor + payment.cover_minor),
        "day": giving.paper.day(payment.paid_at or payment.begun_at),
        "number": payment.id,
    }
    came = _("%(amount)s of the %(whole)s that you gave on %(day)s go back to you, the way they came.")
    if amount_minor == payment.gift_minor + payment.cover_minor:
        came = _("the %(whole)s that you gave on %(day)s go back to you, the way they came.")
    goes_on = ""
    if giving.contribution.state == ContributionState.ACTIVE:
        goes_on = _("Your gift still renews. If it shall not, end it by the link below.")
    return giving.letter(
        _("%(paper)s sends %(amount)s back to you") % values,
        came % values,
        _("Until they are on your account it can take some days; that is for the banks."),
        paragraph(_("Sent back by: %(legal)s") % values, _("Number of the receipt: %(number)s") % values),
        goes_on,
        manage(giving),
    )


def manage(giving: Giving) -> str:
    """Return where one sees and changes what one gives."""
    if giving.renews:
        words = _("See, change, pause or end what you give, without a password:")
    else:
        words = _("See what you gave, how you are named, and a statement of each year, without a password:")
    warning = _("Whoever has this link can do so, too: keep it to yourself.")
    return f"{words}\n\n{giving.link}\n\n{warning}"


def _lines(giving: Giving, payment: Payment) -> list[str]:
    """Return what a receipt must say, a line each."""
    values = {
        "legal": giving.paper.legal,
        "title": payment.campaign.title,
        "gift": giving.money(payment.gift_minor),
        "cover": giving.money(payment.cover_minor),
        "total": giving.money(payment.gift_minor + payment.cover_minor),
        "day": giving.paper.day(payment.paid_at or payment.begun_at),
        "number": payment.id,
    }
    lines = [_("Given to: %(legal)s"), _("For: %(title)s"), _("Gift: %(gift)s")]
    if payment.cover_minor:
        lines += [_("Towards the fee: %(cover)s"), _("Together: %(total)s")]
    lines += [_("Date: %(day)s"), _("Number of the receipt: %(number)s")]
    return [line % values for line in lines]


def _renewal(giving: Giving) -> str:
    """Return when the next payment is, of a gift that renews."""
    contribution = giving.contribution
    if contribution.state != ContributionState.ACTIVE or contribution.next_at is None:
        return ""
    words = {
        Frequency.MONTHLY: _("Your gift renews each month, next on %(day)s: %(total)s."),
        Frequency.YEARLY: _("Your gift renews each year, next on %(day)s: %(total)s."),
    }[Frequency(contribution.frequency)]
    total = giving.money(contribution.gift_minor + contribution.cover_minor)
    return words % {"day": giving.paper.day(contribution.next_at), "total": total}
