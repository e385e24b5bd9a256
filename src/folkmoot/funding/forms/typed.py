"""Amounts and moments as staff type them, and as they stand in fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from folkmoot.articles.values import ChromeView
from folkmoot.kit.look.render import zone_of
from folkmoot.kit.text.amounts import UnreadableAmountError, amount_in_field, read_amount
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.pure.words import gettext_noop as _

LOCAL_MOMENT = "%Y-%m-%dT%H:%M"
YEARS = range(1900, 9999)
"""Days outside of these are a slip of the hand: the moments around them are beyond what a clock can say everywhere."""
BETWEEN = "; "
"""Several amounts stand in one field with this between: no language writes amounts with it."""


def require_year(day: date) -> None:
    """Do nothing for a day that somebody can have meant.

    Raises:
        ValueError: its year is none of `YEARS`.
    """
    if day.year not in YEARS:
        message = f"no year of ours: {day.year}"
        raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Typist:
    """How people of a publication write amounts and times."""

    chrome: ChromeView

    def amount(self, text: str, currency: str, field: str) -> int:
        """Return a typed amount in minor units.

        Raises:
            DeniedError: it is none.
        """
        try:
            return read_amount(text, currency, self.chrome.language, field=field)
        except UnreadableAmountError as error:
            raise DeniedError(error.denial) from error

    def amounts(self, text: str, currency: str, field: str) -> tuple[int, ...]:
        """Return typed amounts, between which stand semicolons or line ends.

        Raises:
            DeniedError: one of them is none.
        """
        pieces = text.replace(";", "\n").splitlines()
        return tuple(self.amount(piece, currency, field) for piece in pieces if piece.strip())

    def written(self, minor: int, currency: str) -> str:
        """Return an amount as it stands in a field."""
        return amount_in_field(minor, currency, self.chrome.language)

    def all_written(self, several: list[int], currency: str) -> str:
        """Return amounts as they stand in one field."""
        return BETWEEN.join(self.written(minor, currency) for minor in several)

    def moment(self, text: str, field: str) -> datetime:
        """Return a typed local moment; a day alone begins at midnight.

        Raises:
            DeniedError: `not_a_moment`.
        """
        try:
            typed = datetime.fromisoformat(text.strip())
            require_year(typed)
        except ValueError as error:
            sentence = _("Write a day and a time, like this: 2026-12-31 18:00.")
            raise DeniedError(Denial(code="not_a_moment", sentence=sentence, field=field)) from error
        return typed.replace(tzinfo=zone_of(self.chrome.time_zone)) if typed.tzinfo is None else typed

    def local(self, at: datetime | None) -> str:
        """Return a moment as it stands in a field; empty for none."""
        return at.astimezone(zone_of(self.chrome.time_zone)).strftime(LOCAL_MOMENT) if at else ""
