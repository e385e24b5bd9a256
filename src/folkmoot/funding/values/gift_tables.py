"""A table of gifts that came another way, as it was read."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot.funding.values.drafts import GiftDraft
from folkmoot.pure.verdict import Denial


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row that is not booked, and why. `number` counts the lines of the table as a spreadsheet does, from 1."""

    number: int
    why: Denial
    cells: str


@dataclass(frozen=True, slots=True)
class GiftTable:
    """What a table says: the gifts in it, and what is none."""

    gifts: tuple[GiftDraft, ...]
    unread: tuple[UnreadRow, ...]

    @property
    def total_minor(self) -> int:
        """Return what all its gifts come to."""
        return sum(gift.gift_minor for gift in self.gifts)
