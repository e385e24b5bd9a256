"""The rows in which pictures are sent to the library, each with its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from folkmoot.pure.verdict import Denial

ROWS = 3
"""How many pictures can be sent at once without a script; with one, any number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFields:
    """The words of one picture, as typed; `refused` if it could not be kept with them."""

    alt: str = ""
    caption: str = ""
    credit: str = ""
    refused: Denial | None = None


def words_in(sent: QueryDict, *, behind: str = "") -> PictureFields:
    """Return the words of one picture; `behind` is what the names of its fields end with."""
    return PictureFields(
        alt=sent.get(f"alt{behind}", ""),
        caption=sent.get(f"caption{behind}", ""),
        credit=sent.get(f"credit{behind}", ""),
    )


def picture_rows_in(sent: QueryDict) -> Sequence[tuple[int, PictureFields]]:
    """Return (number, words) of each row that was sent, counted from 1; the file of row 2 is `picture-2`."""
    return [(number, words_in(sent, behind=f"-{number}")) for number in range(1, ROWS + 1)]
