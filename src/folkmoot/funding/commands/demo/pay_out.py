"""Let the demo provider send what it owes a publication to the bank."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from folkmoot.funding.models import Contribution, DemoCheckout, DemoPayout
from folkmoot.funding.values import PaymentState, Picture
from folkmoot.funding.values.demo_papers import picture_from_json, picture_to_json
from folkmoot.funding.values.demo_reading import kept_of


def pay_out(publication_id: int, currency: str, *, now: datetime) -> DemoPayout | None:
    """Send all that is owed in a currency; return the payout, None where there is nothing to send.

    What went back after it was paid out is taken off, so a payout can be of less than its charges, or below zero.
    """
    with transaction.atomic():
        names = Contribution.objects.filter(publication_id=publication_id).values("name_of_ours")
        rows = list(DemoCheckout.objects.select_for_update().filter(contribution__in=names).order_by("id"))
        pictures = {row.id: picture_from_json(row.picture) for row in rows}
        its_own = f"po_{publication_id}_"
        before = DemoPayout.objects.filter(ref__startswith=its_own, currency=currency)
        sent = before.aggregate(total=Sum("amount_minor"))["total"] or 0
        owed = sum(kept_of(charge) for one in pictures.values() if one.currency == currency for charge in one.charges)
        if owed == sent:
            return None
        ref = f"{its_own}{currency.lower()}_{before.count() + 1}"
        for row in rows:
            if pictures[row.id].currency == currency:
                _take_with(row, pictures[row.id], ref, now)
        return DemoPayout.objects.create(ref=ref, currency=currency, amount_minor=owed - sent, at=now)


def _take_with(row: DemoCheckout, picture: Picture, ref: str, now: datetime) -> None:
    """Write into which payout the charges of a page went that had not gone into any."""
    charges = tuple(
        replace(charge, payout_ref=ref) if charge.state == PaymentState.PAID and not charge.payout_ref else charge
        for charge in picture.charges
    )
    if charges != picture.charges:
        row.picture, row.changed_at = picture_to_json(replace(picture, charges=charges)), now
        row.save(update_fields=["picture", "changed_at"])
