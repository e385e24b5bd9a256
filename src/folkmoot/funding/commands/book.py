"""Write facts into the journal, each once; and move what the campaign's meter says by just as much."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from folkmoot.funding.models import Campaign, JournalEntry, Payment, Posting
from folkmoot.kit.sql import insert
from folkmoot.pure.ledger.journal import Entry, Movement, Split

NOTHING = Split(0, 0)


def book(
    entry: Entry,
    campaign: Campaign,
    *,
    payment: Payment | None = None,
    split: Split = NOTHING,
    note: str = "",
    now: datetime,
) -> bool:
    """Write an entry with its postings; return False, having written nothing, where its fact is booked already.

    The campaign must be locked by the caller, who also saves it: its totals are moved in memory, in the same transaction.
    """
    if JournalEntry.objects.filter(publication_id=campaign.publication_id, key=entry.key).exists():
        return False
    enter([(entry, payment, split)], campaign, note=note, now=now)
    move_totals(campaign, entry.movements)
    return True


def enter(
    booked: Sequence[tuple[Entry, Payment | None, Split]], campaign: Campaign, *, note: str = "", now: datetime
) -> None:
    """Write entries that are not booked yet, with their postings.

    Raises:
        IntegrityError: one of them is booked.
    """
    for entry, payment, split in booked:
        row = JournalEntry(
            publication_id=campaign.publication_id,
            campaign=campaign,
            payment=payment,
            key=entry.key,
            kind=entry.kind,
            is_test=campaign.is_test,
            at=entry.at,
            booked_at=now,
            gift_minor=split.gift_minor,
            cover_minor=split.cover_minor,
            note=note,
        )
        insert(row)
        for one in entry.movements:
            insert(
                Posting(
                    entry=row,
                    debit=one.debit,
                    credit=one.credit,
                    currency=one.currency,
                    amount_minor=one.amount_minor,
                )
            )


def move_totals(campaign: Campaign, movements: Sequence[Movement]) -> None:
    """Move what a locked campaign says was raised, and came late, by what these movements move."""
    campaign.raised_minor += _onto(f"income:gifts:{campaign.id}", movements)
    campaign.late_minor += _onto(f"income:late:{campaign.id}", movements)


def _onto(account: str, movements: Sequence[Movement]) -> int:
    """Return by how much these movements raise the balance of an income account: credits less debits."""
    return sum(one.amount_minor * ((one.credit == account) - (one.debit == account)) for one in movements)
