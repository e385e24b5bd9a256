"""What stands on the accounts of the journal: one pass over the postings, and the database adds up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from folkmoot.funding.models.journal import JournalEntry, Posting
from folkmoot.kit.sql import rows, table

Balances = Mapping[tuple[str, str], int]
"""Debits less credits in minor units, by account and currency."""

MOVED = f"""
    SELECT posting.debit, posting.credit, posting.currency, SUM(posting.amount_minor)
    FROM {table(Posting)} AS posting {{of}}
    GROUP BY posting.debit, posting.credit, posting.currency
"""  # noqa: S608 -- fixed words
OF_ENTRIES = f"JOIN {table(JournalEntry)} AS entry ON entry.id = posting.entry_id WHERE "


def read_balances(
    publication_id: int | None = None, *, test: bool | None = None, last_entry: int | None = None
) -> Balances:
    """Return what stands on every account.

    Args:
        publication_id: of one publication; None: of all.
        test: only of test money, or only of real; None: of both.
        last_entry: as it stood after this entry; None: as it stands now.
    """
    balances: dict[tuple[str, str], int] = {}
    for debit, credit, currency, amount in moved(publication_id, test=test, last_entry=last_entry):
        balances[debit, currency] = balances.get((debit, currency), 0) + amount
        balances[credit, currency] = balances.get((credit, currency), 0) - amount
    return balances


def moved(
    publication_id: int | None, *, test: bool | None = None, last_entry: int | None = None
) -> list[tuple[str, str, str, int]]:
    """Return how much moved from each account to each other: `(debit, credit, currency, minor units)`."""
    wanted = {
        "entry.publication_id = %s": publication_id,
        "entry.is_test = %s": test,
        "entry.id <= %s": last_entry,
    }
    asked = {condition: value for condition, value in wanted.items() if value is not None}
    of = OF_ENTRIES + " AND ".join(asked) if asked else ""
    return [
        (debit, credit, currency, int(amount))
        for debit, credit, currency, amount in rows(MOVED.format(of=of), *asked.values())
    ]


def written(balances: Balances) -> dict[str, int]:
    """Return balances as they are kept with a closed month; accounts at zero are left out."""
    return {f"{account} {currency}": amount for (account, currency), amount in sorted(balances.items()) if amount}


def last_entry_before(publication_id: int, moment: datetime) -> int:
    """Return the newest entry that was booked before a moment; 0 for none."""
    found = JournalEntry.objects.filter(publication_id=publication_id, booked_at__lt=moment)
    return found.order_by("-id").values_list("id", flat=True).first() or 0
