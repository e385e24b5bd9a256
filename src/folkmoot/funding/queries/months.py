"""The months of the books, as the treasurer closes them: what was booked in each, and who closed it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.db.models import Sum

from folkmoot.articles.values import ChromeView
from folkmoot.funding.models import Posting
from folkmoot.funding.models.months import (
    BookMonth,
    first_month,
    month_of,
    months_of_books,
    oldest_open_month,
)
from folkmoot.funding.queries.income import shows_test
from folkmoot.funding.queries.treasury import Purser
from folkmoot.kit.look.render import zone_of
from folkmoot.kit.words import locale_of
from folkmoot.pure.ledger.journal import EntryKind
from folkmoot.readers.queries.staff import who_did

DECEMBER = 12
COUNTED = ("income:gifts:", "income:late:", "income:cover:")
FEES, ON_THE_WAY = "expenses:fees:", "assets:in-transit:"
OF_KIND = {
    EntryKind.CHARGE: "came",
    EntryKind.REFUND: "back",
    EntryKind.REFUND_FAILED: "back",
    EntryKind.DISPUTE_OPENED: "back",
    EntryKind.DISPUTE_WON: "back",
    EntryKind.OPENING: "carried",
    EntryKind.CORRECTION: "carried",
}
"""Which sum of a month an entry is of, as far as it moves what counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSums:
    """What was booked in a month in one currency, written out.

    Attributes:
        came: with what givers added for fees, and what came late.
        back: what was sent back or is disputed, less what came back of that.
        paid_out: what providers sent to the bank account.
        carried: opening amounts and corrections; empty where there are none.
    """

    came: str
    back: str
    fees: str
    paid_out: str
    carried: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """A month of the books. `key`: as its addresses have it; `is_over`: whether nothing more can be booked in it."""

    key: str
    name: str
    is_over: bool
    closed_at: datetime | None
    closed_by: str
    sums: tuple[MonthSums, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthsView:
    """The months of a year, the newest first.

    Attributes:
        years: for which there are books, the newest first.
        closable: the month whose turn it is to be closed; None while there is none.
    """

    year: int
    years: tuple[int, ...]
    rows: tuple[MonthRow, ...]
    closable: MonthRow | None
    is_test: bool


@dataclass(frozen=True, slots=True)
class _Reader:
    """Whoever reads the books of a publication, and how it writes amounts."""

    chrome: ChromeView
    now: datetime
    is_test: bool
    write: Purser

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.chrome.time_zone)

    @property
    def this_month(self) -> date:
        return month_of(self.now.astimezone(self.zone).date())


def read_months(chrome: ChromeView, *, year: int | None, now: datetime) -> MonthsView:
    """Return the months of a year; of this one, if None or without books."""
    reader = _Reader(chrome, now, shows_test(chrome.publication_id), Purser(chrome))
    newest = reader.this_month
    first = first_month(chrome.publication_id, reader.zone)
    if first is None:
        return MonthsView(year=newest.year, years=(), rows=(), closable=None, is_test=reader.is_test)
    years = tuple(range(newest.year, first.year - 1, -1))
    chosen = year if year in years else newest.year
    begin, end = max(first, date(chosen, 1, 1)), min(newest, date(chosen, DECEMBER, 1))
    months = months_of_books(chrome.publication_id, begin, end, reader.zone)
    return MonthsView(
        year=chosen,
        years=years,
        rows=_rows(reader, months[::-1]),
        closable=_closable(reader),
        is_test=reader.is_test,
    )


def read_month(chrome: ChromeView, first_day: date, *, now: datetime) -> BookMonth | None:
    """Return one month of the books; None for one before them, or one that has not begun."""
    zone = zone_of(chrome.time_zone)
    first = first_month(chrome.publication_id, zone)
    if first is None or not first <= first_day <= month_of(now.astimezone(zone).date()):
        return None
    return months_of_books(chrome.publication_id, first_day, first_day, zone)[0]


def _closable(reader: _Reader) -> MonthRow | None:
    oldest = oldest_open_month(reader.chrome.publication_id, reader.zone)
    if oldest is None or oldest >= reader.this_month:
        return None
    return _rows(reader, months_of_books(reader.chrome.publication_id, oldest, oldest, reader.zone))[0]


def _rows(reader: _Reader, months: list[BookMonth]) -> tuple[MonthRow, ...]:
    moments = [month.closed.closed_at for month in months if month.closed]
    closers = who_did(reader.chrome.publication_id, "month.closed", moments) if moments else {}
    locale = locale_of(reader.chrome.language)
    return tuple(
        MonthRow(
            key=f"{month.first_day:%Y-%m}",
            name=format_date(month.first_day, "LLLL y", locale=locale),
            is_over=month.until <= reader.now,
            closed_at=month.closed.closed_at if month.closed else None,
            closed_by=closers.get(month.closed.closed_at, "") if month.closed else "",
            sums=_sums(reader, month),
        )
        for month in months
    )


def _sums(reader: _Reader, month: BookMonth) -> tuple[MonthSums, ...]:
    """Return what was booked in a month, by currency. One query, of as many rows as there are pairs of accounts."""
    moved = Posting.objects.filter(
        entry_id__gt=month.after_entry,
        entry_id__lte=month.last_entry,
        entry__publication_id=reader.chrome.publication_id,
        entry__is_test=reader.is_test,
    )
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in moved.values("entry__kind", "debit", "credit", "currency").annotate(total=Sum("amount_minor")):
        _add(sums[row["currency"]], EntryKind(row["entry__kind"]), row["debit"], row["credit"], row["total"])
    return tuple(_written(currency, of_it, reader.write) for currency, of_it in sorted(sums.items()))


def _add(sums: dict[str, int], kind: EntryKind, debit: str, credit: str, minor: int) -> None:
    """Add a movement to the sums that it is of."""
    if kind in OF_KIND:
        sums[OF_KIND[kind]] += minor * (credit.startswith(COUNTED) - debit.startswith(COUNTED))
    elif kind == EntryKind.FEE:
        sums["fees"] += minor * (debit.startswith(FEES) - credit.startswith(FEES))
    elif kind == EntryKind.PAYOUT:
        sums["paid_out"] += minor * (debit.startswith(ON_THE_WAY) - credit.startswith(ON_THE_WAY))


def _written(currency: str, sums: Mapping[str, int], write: Purser) -> MonthSums:
    return MonthSums(
        came=write(sums.get("came", 0), currency),
        back=write(-sums.get("back", 0), currency),
        fees=write(sums.get("fees", 0), currency),
        paid_out=write(sums.get("paid_out", 0), currency),
        carried=write(sums["carried"], currency) if sums.get("carried") else "",
    )
