"""Make what we know of a contribution into what its provider says of it.

The picture is whole, so it does not matter which message made us ask, how often, or in what order: each fact in it has a
natural key in the journal and is booked once; what is booked stays. Only where renewals stand can go back and forth, and
of that the picture that was asked for last has the last word.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.funding.commands.book_charge import book_charge
from folkmoot.funding.commands.books import Books
from folkmoot.funding.commands.follow_subscription import follow_subscription
from folkmoot.funding.commands.locks import lock_campaign, lock_contribution
from folkmoot.funding.commands.quarantine import quarantine
from folkmoot.funding.events import MeterMoved
from folkmoot.funding.models import Campaign, Payment
from folkmoot.funding.policy.fitting import misfit_of_picture
from folkmoot.funding.values import Picture
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.sql import change, select

TOTALS = ("raised_minor", "late_minor", "monthly_minor", "supporters")


def converge(picture: Picture, *, exact: bool = True, now: datetime) -> bool:
    """Book what a picture shows and we have not; return whether the contribution it is about is one of ours.

    Args:
        exact: whether amounts must be as agreed (`Capabilities.exact_amounts`).
    """
    with transaction.atomic():
        contribution = lock_contribution(picture.contribution)
        if contribution is None or contribution.provider != picture.provider:
            return False
        misfit = misfit_of_picture(
            picture, account=contribution.account, is_test=contribution.is_test, currency=contribution.currency
        )
        if misfit:
            quarantine(contribution, picture.checkout_ref, misfit, now=now)
            return True
        campaign = lock_campaign(contribution.campaign_id)
        before = _totals(campaign)
        books = Books(contribution=contribution, campaign=campaign, account=picture.account, exact=exact, now=now)
        known = _payments(picture)
        for charge in sorted(picture.charges, key=lambda one: (one.at, one.ref)):
            book_charge(charge, known.get(charge.ref), books)
        follow_subscription(picture, books)
        books.close()
        if _totals(campaign) != before:
            save_totals(campaign, now)
    return True


def _payments(picture: Picture) -> dict[str, Payment]:
    """Return the rows of the charges that we have heard of, by the provider's names."""
    refs = [charge.ref for charge in picture.charges]
    if not refs:
        return {}
    among = f"provider = %s AND account = %s AND ref IN ({', '.join(['%s'] * len(refs))})"
    return {payment.ref: payment for payment in select(Payment, among, picture.provider, picture.account, *refs)}


def _totals(campaign: Campaign) -> tuple[int, ...]:
    return tuple(getattr(campaign, name) for name in TOTALS)


def save_totals(campaign: Campaign, now: datetime) -> None:
    """Save what moved, and tell it: every page with this meter is made anew."""
    campaign.version += 1
    change(campaign, (*TOTALS, "version"))
    emit(
        MeterMoved(
            publication_id=campaign.publication_id,
            campaign_id=campaign.id,
            raised_minor=campaign.raised_minor,
            supporters=campaign.supporters,
            version=campaign.version,
            at=now,
        )
    )
