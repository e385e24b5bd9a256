"""What may be written into the journal by hand."""

from __future__ import annotations

from datetime import date

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

NOTE_CHARS = 400


def unsaid_note(note: str) -> Denial | None:
    """Refuse an entry of which nobody says what it is."""
    if not note.strip():
        return Denial(code="note_missing", sentence=_("Say what it is: others will read the books, too."), field="note")
    if len(note) > NOTE_CHARS:
        return Denial(
            code="too_long", sentence=_("At most %(limit)s characters."), values={"limit": NOTE_CHARS}, field="note"
        )
    return None


def corrects_nothing(by_minor: int) -> Denial | None:
    """Refuse a correction that changes nothing."""
    if by_minor == 0:
        return Denial(code="bad_amount", sentence=_("A correction changes something."), field="amount")
    return None


def opened_already(*, is_open: bool) -> Denial | None:
    """Refuse a second opening amount: what was wrong with the first is mended by a correction."""
    if is_open:
        return Denial(
            code="opened_already",
            sentence=_("This campaign has its opening amount. Mend it by a correction, which says why."),
        )
    return None


def not_over(first_day: date, today: date) -> Denial | None:
    """Refuse to close a month that still goes on."""
    if (first_day.year, first_day.month) >= (today.year, today.month):
        return Denial(code="month_not_over", sentence=_("This month is not over."))
    return None


def closed_already(*, is_closed: bool) -> Denial | None:
    """Refuse to close a month twice."""
    return Denial(code="closed_already", sentence=_("This month is closed.")) if is_closed else None


def not_its_turn(first_day: date, oldest_open: date | None) -> Denial | None:
    """Refuse to close a month while one before it is open, and one in which nothing can be: months have no gaps.

    Args:
        oldest_open: the month whose turn it is; None where nothing was ever booked.
    """
    if oldest_open is None:
        return Denial(code="nothing_booked", sentence=_("Nothing is booked yet, so there is no month to close."))
    if first_day != oldest_open:
        return Denial(
            code="not_its_turn",
            sentence=_("Months are closed one after the other. It is the turn of %(month)s."),
            values={"month": f"{oldest_open:%Y-%m}"},
        )
    return None


def unknown_month() -> Denial:
    """Refuse to close what is no month."""
    return Denial(code="unknown_month", sentence=_("Choose a month of the list."))
