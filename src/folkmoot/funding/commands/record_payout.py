"""Write down what a provider sent to the bank, and whose money it was."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.funding.models import JournalEntry, Payment, Payout, Posting
from folkmoot.funding.values import RemotePayout
from folkmoot.pure.ledger import journal
from folkmoot.pure.ledger.journal import EntryKind


def record_payout(provider: str, payout: RemotePayout, *, now: datetime) -> bool:
    """Book a payout; return False where it was booked, or moves nothing.

    It belongs to the publication whose payments went into it. One without payments, of refunds alone, belongs to the only
    publication that this account takes money for; where there are several, or none yet, it waits for the next round.
    """
    movements = journal.payout(provider, payout.amount_minor, payout.currency)
    with transaction.atomic():
        publication_id = _whose(provider, payout)
        if publication_id is None or not movements:
            return False
        row, is_new = Payout.objects.get_or_create(
            provider=provider,
            account=payout.account,
            ref=payout.ref,
            defaults={
                "publication_id": publication_id,
                "is_test": not payout.is_live,
                "currency": payout.currency,
                "amount_minor": payout.amount_minor,
                "at": payout.at,
            },
        )
        if payout.arrived_at and row.arrived_at is None:
            row.arrived_at = payout.arrived_at
            row.save(update_fields=["arrived_at"])
        if is_new:
            entry = JournalEntry.objects.create(
                publication_id=publication_id,
                key=f"{EntryKind.PAYOUT}|{provider}|{payout.account}|{payout.ref}",
                kind=EntryKind.PAYOUT,
                is_test=not payout.is_live,
                at=payout.at,
                booked_at=now,
            )
            Posting.objects.bulk_create(
                Posting(
                    entry=entry,
                    debit=one.debit,
                    credit=one.credit,
                    currency=one.currency,
                    amount_minor=one.amount_minor,
                )
                for one in movements
            )
        return is_new


def _whose(provider: str, payout: RemotePayout) -> int | None:
    """Return the publication that a payout belongs to, None while nobody can say."""
    within = Payment.objects.filter(provider=provider, payout_ref=payout.ref).order_by("id").first()
    if within is not None:
        return within.publication_id
    through = Payment.objects.filter(provider=provider, account=payout.account).order_by()
    found = list(through.values_list("publication_id", flat=True).distinct()[:2])
    return found[0] if len(found) == 1 else None
