"""Statements as tables: each bank names the columns in its own way, so they are found by the names that are about."""

from __future__ import annotations

from datetime import date, datetime

from babel.numbers import is_currency

from folkmoot.funding.forms.tables import cells_of, columns_in, text_of
from folkmoot.funding.values.transfers import CURRENCY, Statement, StatementLine
from folkmoot.kit.text.amounts import UnreadableAmountError, read_amount

COLUMNS = {
    "day": (
        "buchungstag",
        "buchungsdatum",
        "buchung",
        "datum",
        "booking date",
        "date",
        "transaction date",
        "value date",
    ),
    "amount": (
        "betrag",
        "betrag (eur)",
        "betrag (€)",
        "umsatz",
        "amount",
        "amount (eur)",
        "credit",
        "haben",
        "gutschrift",
    ),
    "currency": ("währung", "waehrung", "currency"),
    "payer": (
        *("beguenstigter/zahlungspflichtiger", "begünstigter/zahlungspflichtiger", "name zahlungsbeteiligter"),
        *("auftraggeber", "auftraggeber / begünstigter", "zahlungspflichtige*r", "payer", "payer name", "partner name"),
        *("counterparty", "name", "sender"),
    ),
    "words": ("verwendungszweck", "payment reference", "reference", "description", "purpose", "details", "memo"),
    "side": ("s/h", "soll/haben", "soll/haben-kennzeichen", "soll-/haben-kennzeichen", "debit/credit", "credit/debit"),
    "standing": ("status", "info", "state"),
    "key": ("transaction id", "transaktions-id", "umsatz-id", "id", "bankreferenz"),
}
HEADER_WITHIN = 25
DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y")
WORDS_CHARS, NAME_CHARS, KEY_CHARS = 500, 140, 100
MINUS = ("-", "\N{MINUS SIGN}")
SIGNS = {"": CURRENCY, "\N{EURO SIGN}": CURRENCY}
LEFT = {"s", "soll", "d", "debit", "dbit", "dr"}
NOT_YET = {"vorgemerkt", "umsatz vorgemerkt", "pending"}


def read_table(data: bytes, language: str) -> Statement | None:
    """Return what a table says, None where it has no columns for the day and the amount.

    Days are read with the day before the month; amounts as `read_amount` reads them, so that no "10.50" becomes 1,050.
    """
    rows = cells_of(text_of(data))
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        where = columns_in(row, COLUMNS)
        if "day" in where and "amount" in where:
            return _read(rows[number + 1 :], where, language, first=number + 2)
    return None


def _read(rows: list[list[str]], where: dict[str, int], language: str, *, first: int) -> Statement:
    lines, unread, outgoing = [], [], 0
    for number, row in enumerate(rows, first):
        cells = {what: row[at].strip() if at < len(row) else "" for what, at in where.items()}
        if not _came(cells):
            outgoing += any(cell.strip() for cell in row)
            continue
        try:
            line = _line(cells, language)
        except (ValueError, UnreadableAmountError) as error:
            unread.append(f"{number}: {error}")
            continue
        lines += [line] if line else []
    return Statement("", tuple(lines), tuple(unread), outgoing)


def _came(cells: dict[str, str]) -> bool:
    """Return whether a line is money that came and is booked."""
    text = cells["amount"]
    left = text.startswith(MINUS) or text.endswith(MINUS) or cells.get("side", "").casefold() in LEFT
    return bool(text) and not left and cells.get("standing", "").casefold() not in NOT_YET


def _line(cells: dict[str, str], language: str) -> StatementLine | None:
    """Return what came, None for nothing.

    Raises:
        ValueError: the day or the amount cannot be read.
    """
    currency = SIGNS.get(cells.get("currency", ""), cells.get("currency", "").upper())
    if not is_currency(currency):
        message = f"no currency: {currency!r}"
        raise ValueError(message)
    minor = read_amount(cells["amount"].removeprefix("+"), currency, language)
    if not minor:
        return None
    return StatementLine(
        entry_key=cells.get("key", "")[:KEY_CHARS],
        amount_minor=minor,
        currency=currency,
        booked_on=_day(cells["day"]),
        words=" ".join(cells.get("words", "").split())[:WORDS_CHARS],
        payer=" ".join(cells.get("payer", "").split())[:NAME_CHARS],
    )


def _day(text: str) -> date:
    for how in DAYS:
        try:
            return datetime.strptime(text, how).date()  # noqa: DTZ007 -- a day of the bank's, not a moment
        except ValueError:
            continue
    message = f"no day: {text!r}"
    raise ValueError(message)
