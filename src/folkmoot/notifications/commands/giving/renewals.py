"""What a giver reads when a renewal fails, and when there will be none any more."""

from __future__ import annotations

from django.utils.translation import gettext as _

from folkmoot.funding.models import Payment
from folkmoot.funding.templatetags.giving import failure_word
from folkmoot.funding.values import ContributionState, PaymentState, campaign_path
from folkmoot.notifications.commands.giving.giving import Giving
from folkmoot.notifications.values import Words


def failed_renewal(giving: Giving, payment: Payment) -> Words:
    """Return why a renewal failed, whether it is tried again, and where to mend or end it."""
    values = {
        "paper": giving.paper.name,
        "amount": giving.money(payment.gift_minor + payment.cover_minor),
        "day": giving.paper.day(payment.begun_at),
        "reason": failure_word(payment.failure),
    }
    return giving.letter(
        _("Your gift to %(paper)s could not be renewed") % values,
        _("the %(amount)s that you give to %(paper)s could not be taken on %(day)s. %(reason)s") % values,
        _again(giving),
        _("Take another card, or end your gift, without a password:"),
        giving.link,
        _("You owe us nothing. If you end it, thank you for what you gave."),
    )


def ended(giving: Giving) -> Words:
    """Return that nothing more will be taken."""
    contribution = giving.contribution
    paid = contribution.payments.filter(state=PaymentState.PAID)
    came = sum(one.gift_minor + one.cover_minor - one.refunded_minor - one.disputed_minor for one in paid)
    values = {
        "paper": giving.paper.name,
        "amount": giving.money(contribution.gift_minor + contribution.cover_minor),
        "came": giving.money(came),
        "reason": failure_word(contribution.failure),
    }
    why = _("It ended because renewals failed. %(reason)s") if contribution.failure else ""
    return giving.letter(
        _("Your gift to %(paper)s has ended") % values,
        _("your gift of %(amount)s to %(paper)s no longer renews. Nothing more will be taken.") % values,
        why % values,
        _("In all you gave %(came)s. Thank you.") % values,
        _("If you want to give again, once or regularly:"),
        giving.paper.at(campaign_path(contribution.campaign.slug)),
        _("What you gave, and a statement of each year:"),
        giving.link,
    )


def _again(giving: Giving) -> str:
    """Return whether it is tried again."""
    contribution = giving.contribution
    if contribution.state == ContributionState.ENDED:
        return _("It is not tried again, and your gift has ended.")
    if contribution.state == ContributionState.FAILING and contribution.next_at is None:
        return _("It is not tried again by itself.")
    if contribution.next_at is None or contribution.state != ContributionState.FAILING:
        return ""
    return _("It is tried again on %(day)s.") % {"day": giving.paper.day(contribution.next_at)}
