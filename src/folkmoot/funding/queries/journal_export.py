"""The journal for others: a table for spreadsheets, and a journal that hledger reads. Nobody's name is in either."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from django.db.models import QuerySet

from folkmoot.funding.models import Campaign, JournalEntry, Posting
from folkmoot.funding.models.months import BookMonth
from folkmoot.pure.ledger.money import stored_exponent, written

CSV_COLUMNS = ("entry", "at", "booked_at", "kind", "key", "campaign", "debit", "credit", "currency", "amount", "note")
AT_ONCE = 2000
# What would begin a comment, a second field, or a formula in a spreadsheet.
_UNFIT = re.compile(r"[;|\r\n\t]")
_FORMULA = re.compile(r"^[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A posting with what its entry says."""

    entry: JournalEntry
    posting: Posting
    campaign: str


def export_csv(publication_id: int, *, test: bool = False, month: BookMonth | None = None) -> Iterator[str]:
    """Yield the journal as a table, a line a posting. Amounts have their decimals and a point; times are UTC.

    Args:
        test: test money instead of real money.
        month: only what was booked in it; None: everything.
    """
    yield _row(CSV_COLUMNS)
    for line in _lines(publication_id, _postings(publication_id, test=test, month=month)):
        entry, posting = line.entry, line.posting
        yield _row(
            (
                str(entry.id),
                entry.at.isoformat(),
                entry.booked_at.isoformat(),
                entry.kind,
                entry.key,
                line.campaign,
                posting.debit,
                posting.credit,
                posting.currency,
                written(posting.amount_minor, posting.currency),
                entry.note,
            )
        )


def export_hledger(publication_id: int, *, test: bool = False, month: BookMonth | None = None) -> Iterator[str]:
    """Yield the journal as hledger reads it, with accounts and currencies declared, so that `hledger check --strict` holds.

    An entry has the day on which it happened, and the day on which it was booked as a tag. Arguments as of `export_csv`.
    The format: https://hledger.org/journal.html
    """
    postings = _postings(publication_id, test=test, month=month)
    accounts = {*postings.values_list("debit", flat=True), *postings.values_list("credit", flat=True)}
    for currency in sorted(set(postings.order_by().values_list("currency", flat=True))):
        places = "." + "0" * stored_exponent(currency) if stored_exponent(currency) else "."
        yield f"commodity 1000{places} {currency}\n"
    yield from (f"account {account}\n" for account in sorted(accounts))
    before = 0
    for line in _lines(publication_id, postings):
        entry, posting = line.entry, line.posting
        if entry.id != before:
            words = f"{entry.kind} {line.campaign}".strip() + (f": {entry.note}" if entry.note else "")
            tags = f"key: {_plain_key(entry)}, booked: {entry.booked_at:%Y-%m-%d}"
            yield f"\n{entry.at:%Y-%m-%d} * ({entry.id}) {_UNFIT.sub(' ', words)}  ; {tags}\n"
            before = entry.id
        amount = written(posting.amount_minor, posting.currency)
        yield f"    {posting.debit}  {amount} {posting.currency}\n"
        yield f"    {posting.credit}  -{amount} {posting.currency}\n"


def _postings(publication_id: int, *, test: bool, month: BookMonth | None) -> QuerySet[Posting]:
    postings = Posting.objects.filter(entry__publication_id=publication_id, entry__is_test=test)
    if month is None:
        return postings
    return postings.filter(entry_id__gt=month.after_entry, entry_id__lte=month.last_entry)


def _lines(publication_id: int, postings: QuerySet[Posting]) -> Iterator[_Line]:
    slugs = dict(Campaign.objects.filter(publication_id=publication_id).values_list("id", "slug"))
    for posting in postings.select_related("entry").order_by("entry__at", "entry_id", "id").iterator(AT_ONCE):
        yield _Line(posting.entry, posting, slugs.get(posting.entry.campaign_id or 0, ""))


def _plain_key(entry: JournalEntry) -> str:
    """Return the natural key as a tag's value may be written: no comma, no line's end."""
    return re.sub(r"[,;\r\n\t]", " ", entry.key)


def _row(values: tuple[str, ...]) -> str:
    """Return a line of the table; what a spreadsheet would take for a formula is said to be a text."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(f"'{one}" if _FORMULA.match(one) else one for one in values)
    return text.getvalue()
