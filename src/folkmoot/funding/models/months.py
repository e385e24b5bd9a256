"""The months of the books: which entries are of which.

An entry is of the month in which it was booked, whenever what it books happened. So whatever is heard of late stands in a
month that is still open, and a closed one never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from folkmoot.funding.models.balances import last_entry_before
from folkmoot.funding.models.journal import ClosedMonth, JournalEntry

DAYS_OVER_ANY_MONTH = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class BookMonth:
    """One month of the books.

    Attributes:
        first_day: the first of it.
        until: the moment when it is over.
        after_entry, last_entry: its entries have ids above the first of these, up to the second.
        closed: as it was closed; None while it is open.
    """

    first_day: date
    until: datetime
    after_entry: int
    last_entry: int
    closed: ClosedMonth | None


def month_of(day: date) -> date:
    """Return the first of a day's month."""
    return date(day.year, day.month, 1)


def month_after(first_day: date) -> date:
    """Return the first of the month that follows."""
    return month_of(first_day + timedelta(days=DAYS_OVER_ANY_MONTH))


def end_of_month(first_day: date, zone: tzinfo | None) -> datetime:
    """Return the moment when a month is over, in a time zone."""
    following = month_after(first_day)
    return datetime(following.year, following.month, 1, tzinfo=zone)


def first_month(publication_id: int, zone: tzinfo | None) -> date | None:
    """Return the month in which real money was booked first; test money, where there was no other; None for neither."""
    entries = JournalEntry.objects.filter(publication_id=publication_id).order_by("id")
    first = entries.filter(is_test=False).first() or entries.first()
    return month_of(first.booked_at.astimezone(zone).date()) if first else None


def oldest_open_month(publication_id: int, zone: tzinfo | None) -> date | None:
    """Return the first month that is not closed, which may not be over yet; None where nothing was ever booked."""
    month = first_month(publication_id, zone)
    closed = set(ClosedMonth.objects.filter(publication_id=publication_id).values_list("first_day", flat=True))
    while month in closed:
        month = month_after(month)
    return month


def months_of_books(publication_id: int, first: date, last: date, zone: tzinfo | None) -> list[BookMonth]:
    """Return the months from one to another, the oldest first."""
    found = ClosedMonth.objects.filter(publication_id=publication_id, first_day__lte=last)
    closed = {month.first_day: month for month in found}

    def newest_of(month: date) -> int:
        if month in closed:
            return closed[month].last_entry
        return last_entry_before(publication_id, end_of_month(month, zone))

    months: list[BookMonth] = []
    after = newest_of(month_of(first - timedelta(days=1)))
    month = first
    while month <= last:
        newest = max(after, newest_of(month))
        months.append(
            BookMonth(
                first_day=month,
                until=end_of_month(month, zone),
                after_entry=after,
                last_entry=newest,
                closed=closed.get(month),
            )
        )
        after, month = newest, month_after(month)
    return months
