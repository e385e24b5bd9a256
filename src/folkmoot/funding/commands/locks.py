"""Rows are locked in one order, contribution before campaign before payment, so that two commands never wait for each other.

SQLite has one writer at a time and needs none of this; there Django leaves the locks out.
"""

from __future__ import annotations

from folkmoot.funding.models import Campaign, Contribution, Payment
from folkmoot.kit.sql import select


def lock_contribution(name_of_ours: str) -> Contribution | None:
    """Return a contribution, held until the transaction ends; None if there is none."""
    return next(iter(select(Contribution, "name_of_ours = %s", name_of_ours, lock=True)), None)


def lock_campaign(campaign_id: int) -> Campaign:
    """Return a campaign, held until the transaction ends: its totals are moved by one at a time."""
    (campaign,) = select(Campaign, "id = %s", campaign_id, lock=True)
    return campaign


def lock_payment(payment_id: int, publication_id: int) -> Payment | None:
    """Return a payment, held until the transaction ends; None if there is none."""
    found = Payment.objects.select_for_update(no_key=True)
    return found.filter(id=payment_id, publication_id=publication_id).first()
