"""The orders of roots: by which numbers, and which end first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ordering:
    """An order over two columns. The second is the id, so no two comments ever tie.

    Attributes:
        column: what is compared first: `created_at` or `rank` (votes by their weight).
        descending: both columns run down.
    """

    column: str
    descending: bool

    def fields(self) -> tuple[str, str]:
        """Return the two columns, each with a minus where it runs down."""
        sign = "-" if self.descending else ""
        return (sign + self.column, sign + "id")


NEWEST = Ordering("created_at", descending=True)
OLDEST = Ordering("created_at", descending=False)
TOP = Ordering("rank", descending=True)
