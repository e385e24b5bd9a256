"""What the journal says: balances of accounts, and whether everything that is remembered of it agrees with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet, Sum

from folkmoot.funding.models import Campaign, ClosedMonth, JournalEntry, Payment, Posting
from folkmoot.funding.models.balances import Balances, moved, read_balances, written
from folkmoot.kit.sql import rows, table

Row = TypeVar("Row", bound=Model)
WITHOUT_POSTING = f"""
    SELECT entry.key FROM {table(JournalEntry)} AS entry
    WHERE NOT EXISTS (SELECT 1 FROM {table(Posting)} AS posting WHERE posting.entry_id = entry.id) LIMIT 20
"""  # noqa: S608 -- fixed words


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """What a check of the journal found.

    Attributes:
        entries, postings: how many were looked at.
        debits, credits: what moved in all, by currency; each pair must be equal.
        faults: a sentence for whatever does not agree; none is the only good answer.
    """

    entries: int
    postings: int
    debits: dict[str, int]
    credits: dict[str, int]
    faults: list[str]


def check_ledger(publication_id: int | None = None) -> LedgerCheck:
    """Return whether debits equal credits, and whether all that is cached is what the journal says."""
    balances: dict[tuple[str, str], int] = {}
    debits: dict[str, int] = {}
    credits_: dict[str, int] = {}
    for debit, credit, currency, amount in moved(publication_id):
        balances[debit, currency] = balances.get((debit, currency), 0) + amount
        balances[credit, currency] = balances.get((credit, currency), 0) - amount
        debits[currency] = debits.get(currency, 0) + amount
        credits_[currency] = credits_.get(currency, 0) + amount
    faults = [
        *(
            f"{currency}: debits are {debits[currency]}, credits {credits_[currency]}"
            for currency in debits
            if debits[currency] != credits_[currency]
        ),
        *(f"entry {key} moves nothing" for (key,) in rows(WITHOUT_POSTING)),
        *_miscounted_campaigns(publication_id, balances),
        *_miscounted_payments(publication_id),
        *_changed_months(publication_id),
    ]
    return LedgerCheck(
        entries=_of(JournalEntry.objects.all(), publication_id).count(),
        postings=Posting.objects.count()
        if publication_id is None
        else Posting.objects.filter(entry__publication_id=publication_id).count(),
        debits=debits,
        credits=credits_,
        faults=faults,
    )


def _miscounted_campaigns(publication_id: int | None, balances: Balances) -> Iterator[str]:
    for campaign in _of(Campaign.objects.all(), publication_id):
        for name, says in (("gifts", campaign.raised_minor), ("late", campaign.late_minor)):
            has = -balances.get((f"income:{name}:{campaign.id}", campaign.currency), 0)
            if says != has:
                yield f"campaign {campaign.slug} says {says} of {name} and the journal {has}"
        supporters = campaign.supporter_rows.filter(gift_minor__gt=0).count()
        if campaign.supporters != supporters:
            yield f"campaign {campaign.slug} says {campaign.supporters} supporters and has {supporters}"


def _miscounted_payments(publication_id: int | None) -> Iterator[str]:
    """Yield where what is left of a campaign's payments is not what the journal says was raised by them."""
    left = (
        _of(Payment.objects.filter(late=False), publication_id)
        .values("campaign")
        .annotate(total=Sum("gift_left_minor"))
    )
    by_payments = {row["campaign"]: row["total"] for row in left}
    others = _of(JournalEntry.objects.filter(payment=None).exclude(campaign=None), publication_id)
    for campaign in _of(Campaign.objects.all(), publication_id):
        account = f"income:gifts:{campaign.id}"
        own = Posting.objects.filter(entry__in=others.filter(campaign=campaign))
        came = own.filter(credit=account).aggregate(total=Sum("amount_minor"))["total"] or 0
        went = own.filter(debit=account).aggregate(total=Sum("amount_minor"))["total"] or 0
        has = by_payments.get(campaign.id, 0) + came - went
        if has != campaign.raised_minor:
            yield f"campaign {campaign.slug} says {campaign.raised_minor} and its payments {has}"


def _changed_months(publication_id: int | None) -> Iterator[str]:
    """Yield the closed months whose balances are no longer what they were when they were closed."""
    for month in _of(ClosedMonth.objects.all(), publication_id).order_by("first_day"):
        if written(read_balances(month.publication_id, last_entry=month.last_entry)) != month.balances:
            yield f"the month of {month.first_day} was closed with other balances"


def _of(found: QuerySet[Row], publication_id: int | None) -> QuerySet[Row]:
    return found if publication_id is None else found.filter(publication_id=publication_id)
