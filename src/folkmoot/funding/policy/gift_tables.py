"""Which tables of gifts can be read, and why a row of one is not booked."""

from __future__ import annotations

from collections.abc import Container

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

SOURCE_MAX_CHARS = 40


def unfit_source(source: str) -> Denial | None:
    """Refuse a table of which nobody says where it comes from: its name makes the references of its gifts unique."""
    if not source:
        sentence = _(
            "Say where these gifts came in, like “PayPal”. The same word each time keeps a gift from counting twice."
        )
        return Denial(code="source_missing", sentence=sentence, field="source")
    if len(source) > SOURCE_MAX_CHARS:
        values = {"limit": SOURCE_MAX_CHARS}
        return Denial(code="too_long", sentence=_("At most %(limit)s characters."), values=values, field="source")
    return None


def no_gift_table() -> Denial:
    """Refuse a file without the columns that a gift needs."""
    sentence = _(
        "No row of this file names a column for the day and one for the amount. Save the table as CSV, with its headings."
    )
    return Denial(code="no_gift_table", sentence=sentence, field="file")


def gift_table_too_large(limit_kb: int) -> Denial:
    """Refuse a file larger than we read."""
    sentence = _("This file is larger than %(limit)s kB. Take a shorter span of days.")
    return Denial(code="gift_table_too_large", sentence=sentence, field="file", values={"limit": limit_kb})


def too_many_rows(rows: int, limit: int) -> Denial | None:
    """Refuse more rows than are booked while somebody waits."""
    if rows <= limit:
        return None
    sentence = _("This table has %(rows)s rows; at most %(limit)s are read at once. Take a shorter span of days.")
    return Denial(code="too_many_rows", sentence=sentence, field="file", values={"rows": rows, "limit": limit})


def not_done(standing: str, done: Container[str]) -> Denial | None:
    """Refuse a payment that has not come, or is no longer here."""
    if standing.casefold() in done:
        return None
    return Denial(code="not_done", sentence=_("It is “%(state)s”, not completed."), values={"state": standing})


def other_currency(currency: str, ours: str) -> Denial | None:
    """Refuse money that the campaign does not count in: nobody here knows what it is worth."""
    if not currency or currency.upper() == ours:
        return None
    sentence = _("It is in %(currency)s; the campaign counts %(ours)s.")
    return Denial(code="other_currency", sentence=sentence, values={"currency": currency, "ours": ours})


def went_back() -> Denial:
    """Refuse what is no money that came."""
    sentence = _("No money came in. What went back is written down at its gift.")
    return Denial(code="went_back", sentence=sentence)


def no_day(text: str) -> Denial:
    """Refuse what is no day."""
    return Denial(code="no_day", sentence=_("“%(text)s” is no day."), values={"text": text})


def more_than_one_day(text: str) -> Denial:
    """Refuse a day that is another one in another country."""
    sentence = _("“%(text)s” can be two days. Say which stands first, the day or the month.")
    return Denial(code="two_days", sentence=sentence, values={"text": text})
