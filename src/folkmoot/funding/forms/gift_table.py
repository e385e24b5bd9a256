"""Read a table of gifts that came another way. PayPal, Ko-fi and treasurers name the columns each in their own way.

What cannot be read is said, row by row, and never guessed: another currency, money that went back, a day that could be two.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from folkmoot.funding.commands.read_giver import read_email, read_name
from folkmoot.funding.forms.tables import cells_of, columns_in
from folkmoot.funding.forms.typed import Typist, require_year
from folkmoot.funding.policy.gift_tables import (
    more_than_one_day,
    no_day,
    no_gift_table,
    not_done,
    other_currency,
    too_many_rows,
    went_back,
)
from folkmoot.funding.policy.writing_down import not_yet
from folkmoot.funding.values.drafts import GiftDraft
from folkmoot.funding.values.gift_tables import GiftTable, UnreadRow
from folkmoot.kit.look.render import zone_of
from folkmoot.pure.verdict import DeniedError, require

COLUMNS = {
    "day": (
        *("date", "day", "datum", "tag", "came on", "buchungstag", "datetime (utc)", "date (utc)", "last charge date"),
        *("charge date", "received on", "eingang"),
    ),
    "amount": ("gross", "brutto", "amount", "betrag", "received", "spende", "donation amount", "total", "summe"),
    "currency": ("currency", "währung", "waehrung"),
    "name": ("name", "from", "von", "spender", "spenderin", "spender:in", "donor", "donor name", "supporter name"),
    "email": (
        *("from email address", "absender e-mail-adresse", "e-mail", "email", "e-mail-adresse", "email address"),
        *("buyeremail", "donor email"),
    ),
    "reference": (
        *("transaction id", "transaktionscode", "transactionid", "reference", "referenz", "receipt", "beleg", "id"),
    ),
    "standing": ("status", "state", "zustand"),
}
DONE = {"", "completed", "complete", "abgeschlossen", "paid", "bezahlt", "succeeded", "done", "erledigt"}
MINUS = ("-", "\N{MINUS SIGN}", "(")
HEADER_WITHIN = 25
MOST_ROWS = 1_000
CELL_CHARS, SOURCE_CHARS, REFERENCE_CHARS = 200, 40, 70
DIGEST_CHARS = 16
SLASHES = {"day": "%d/%m/%Y", "month": "%m/%d/%Y"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFields:
    """What the treasurer says of a table. `days`: what stands first in "3/4/2026": `day`, `month`, or nothing said."""

    campaign: str
    source: str
    days: str
    keeps_email: bool


def read_gift_table(
    text: str, said: TableFields, *, campaign_id: int, currency: str, typist: Typist, now: datetime
) -> GiftTable:
    """Return the gifts of a table, and the rows that are none.

    Raises:
        DeniedError: `no_gift_table`, `too_many_rows`: the whole table is something else.
    """
    table = cells_of(text)
    where, first = _header(table)
    found = [(number, row) for number, row in enumerate(table[first:], first + 1) if any(map(str.strip, row))]
    require(too_many_rows(len(found), MOST_ROWS))
    gifts: list[GiftDraft] = []
    unread: list[UnreadRow] = []
    reader = _Reader(said, campaign_id, currency, typist, now)
    for number, row in found:
        cells = {what: _plain(row[at]) if at < len(row) else "" for what, at in where.items()}
        try:
            gifts.append(reader.gift(cells))
        except DeniedError as error:
            unread.append(UnreadRow(number, error.denial, " · ".join(filter(None, map(_plain, row)))[:CELL_CHARS]))
    return GiftTable(tuple(_named(gifts, said.source)), tuple(unread))


def _header(table: list[list[str]]) -> tuple[dict[str, int], int]:
    """Return which column holds what, and where the rows begin."""
    for number, row in enumerate(table[:HEADER_WITHIN]):
        where = columns_in(row, COLUMNS)
        if "day" in where and "amount" in where:
            return where, number + 1
    raise DeniedError(no_gift_table())


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one row after another."""

    said: TableFields
    campaign_id: int
    currency: str
    typist: Typist
    now: datetime

    def gift(self, cells: Mapping[str, str]) -> GiftDraft:
        """Return the gift of a row.

        Raises:
            DeniedError: it is none, or cannot be read.
        """
        require(not_done(cells.get("standing", ""), DONE))
        require(other_currency(cells.get("currency", ""), self.currency))
        if cells["amount"].startswith(MINUS) or cells["amount"].endswith(MINUS[:2]):
            raise DeniedError(went_back())
        minor = self.typist.amount(cells["amount"].removeprefix("+"), self.currency, "amount")
        if not minor:
            raise DeniedError(went_back())
        day = datetime.combine(_day(cells["day"], self.said.days), datetime.min.time())
        came_at = day.replace(tzinfo=zone_of(self.typist.chrome.time_zone))
        require(not_yet(came_at, self.now))
        email = cells.get("email", "")
        return GiftDraft(
            campaign_id=self.campaign_id,
            gift_minor=minor,
            came_at=came_at,
            name=read_name(cells.get("name", ""), named=False),
            named=False,
            email=read_email(email) if email else "",
            keeps_email=self.said.keeps_email,
            reference=cells.get("reference", "")[:REFERENCE_CHARS],
            key="",
        )


def _named(gifts: list[GiftDraft], source: str) -> Iterator[GiftDraft]:
    """Yield each gift under a name that the same row has whenever its table is read again.

    Where its house gave it none, that is made of what stands in it; rows that are the same are counted.
    """
    seen: Counter[str] = Counter()
    for gift in gifts:
        name = gift.reference
        if not name:
            words = f"{gift.came_at:%Y-%m-%d}|{gift.gift_minor}|{gift.name}|{gift.email}"
            digest = hashlib.sha256(words.encode()).hexdigest()[:DIGEST_CHARS]
            seen[digest] += 1
            name = f"{gift.came_at:%Y-%m-%d} {digest}-{seen[digest]}"
        yield replace(gift, reference=f"{source}: {name}")


def _day(text: str, slashes: str) -> date:
    """Return the day at the beginning of a cell.

    Raises:
        DeniedError: there is none, or it could be two and nobody said which.
    """
    bare = text.replace("T", " ").partition(" ")[0].rstrip(",")
    if "/" in bare and slashes not in SLASHES:
        raise DeniedError(more_than_one_day(text[:CELL_CHARS]))
    for how in (SLASHES.get(slashes, "%Y-%m-%d"), "%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%Y/%m/%d"):
        try:
            day = datetime.strptime(bare, how).date()  # noqa: DTZ007 -- a day, not a moment
            require_year(day)
        except ValueError:
            continue
        return day
    raise DeniedError(no_day(text[:CELL_CHARS]))


def _plain(cell: str) -> str:
    return " ".join(cell.split())[:CELL_CHARS]
