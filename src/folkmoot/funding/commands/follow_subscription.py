"""Follow where a contribution stands: begun, done, or renewing, paused, failing, ended."""

from __future__ import annotations

from folkmoot.funding.commands.books import Books
from folkmoot.funding.events import ContributionChanged
from folkmoot.funding.models import Contribution
from folkmoot.funding.values import (
    ContributionState,
    Frequency,
    PaymentState,
    Picture,
    RemoteSubscription,
    SubscriptionState,
)
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.sql import change

FOLLOWED = (
    *("state", "asked_at", "checkout_ref", "subscription_ref", "next_at", "failure", "ended_at"),
    *("gift_minor", "cover_minor"),
)
MONTHS = {Frequency.MONTHLY: 1, Frequency.YEARLY: 12}
STATES = {
    SubscriptionState.BEGUN: ContributionState.BEGUN,
    SubscriptionState.ACTIVE: ContributionState.ACTIVE,
    SubscriptionState.PAUSED: ContributionState.PAUSED,
    SubscriptionState.FAILING: ContributionState.FAILING,
    SubscriptionState.ENDED: ContributionState.ENDED,
}


def follow_subscription(picture: Picture, books: Books) -> None:
    """Write down where a contribution stands, unless a picture that was asked for later has told it already."""
    contribution = books.contribution
    if contribution.asked_at is not None and contribution.asked_at > picture.asked_at:
        return
    before, worth_before = contribution.state, worth_a_month(contribution)
    contribution.asked_at = picture.asked_at
    contribution.checkout_ref = contribution.checkout_ref or picture.checkout_ref
    if picture.subscription is not None:
        _follow(contribution, picture.subscription)
    elif any(charge.state == PaymentState.PAID for charge in picture.charges):
        contribution.state = ContributionState.DONE
    elif picture.expired and before == ContributionState.BEGUN:
        contribution.state, contribution.ended_at = ContributionState.ABANDONED, books.now
    change(contribution, FOLLOWED)
    books.campaign.monthly_minor += worth_a_month(contribution) - worth_before
    if contribution.state != before:
        emit(
            ContributionChanged(
                publication_id=contribution.publication_id,
                contribution_id=contribution.id,
                state=contribution.state,
                at=books.now,
            )
        )


def _follow(contribution: Contribution, subscription: RemoteSubscription) -> None:
    contribution.state = STATES[subscription.state]
    contribution.subscription_ref = subscription.ref
    contribution.next_at, contribution.ended_at = subscription.next_at, subscription.ended_at
    contribution.failure = subscription.failure
    for gift_minor, cover_minor in contribution.agreed:  # the newest agreement of that amount is the last
        if gift_minor + cover_minor == subscription.amount_minor:
            contribution.gift_minor, contribution.cover_minor = gift_minor, cover_minor


def worth_a_month(contribution: Contribution) -> int:
    """Return what a contribution brings in a month, in minor units, rounded down: nothing unless it is active."""
    if contribution.state != ContributionState.ACTIVE or contribution.frequency not in MONTHS:
        return 0
    return contribution.gift_minor // MONTHS[Frequency(contribution.frequency)]
