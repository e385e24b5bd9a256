"""The rows in which an author says what an article rests on, and the markers in its text that point at them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from folkmoot.articles.forms.parts import number_in
from folkmoot.articles.values import SourceKind

MARKER = re.compile(r"\[\^([0-9]{1,3})\]")
COLUMNS = ("source_kind", "source_name", "source_role", "source_url", "source_on_word_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFields:
    """One row. `on_word_of` is the number of another row, counted from 1, or empty."""

    kind: str = SourceKind.NAMED.value
    name: str = ""
    role: str = ""
    url: str = ""
    on_word_of: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nobody typed anything into it."""
        return not (self.name.strip() or self.role.strip() or self.url.strip())


Rows = tuple[SourceFields, ...]


def source_rows_in(sent: QueryDict) -> Rows:
    """Return the rows as sent, empty ones included: their numbers are what the text points at."""
    columns = [sent.getlist(name) for name in COLUMNS]
    length = min(map(len, columns))
    return tuple(
        SourceFields(kind=kind, name=name, role=role, url=url, on_word_of=on_word_of)
        for kind, name, role, url, on_word_of in zip(*(column[:length] for column in columns), strict=True)
    )


def without_row(source: str, rows: Sequence[SourceFields], number: int) -> tuple[str, Rows]:
    """Return the text and the rows once one row is gone: those behind it move up, and whatever points at them follows.

    Args:
        number: of the row, counted from 1. A marker that pointed at it is taken out of the text.
    """

    def marker(match: re.Match[str]) -> str:
        moved = _moved(int(match[1]), number)
        return f"[^{moved}]" if moved else ""

    left = tuple(
        replace(row, on_word_of=_moved_words(row.on_word_of, number))
        for place, row in enumerate(rows, start=1)
        if place != number
    )
    return MARKER.sub(marker, source), left


def without_empty_rows(source: str, rows: Rows) -> tuple[str, Rows]:
    """Return the text and the rows without those that nobody typed anything into."""
    for number in range(len(rows), 0, -1):
        if rows[number - 1].is_empty:
            source, rows = without_row(source, rows, number)
    return source, rows


def _moved(pointed_at: int, gone: int) -> int | None:
    if pointed_at == gone:
        return None
    return pointed_at - 1 if pointed_at > gone else pointed_at


def _moved_words(on_word_of: str, gone: int) -> str:
    pointed_at = number_in(on_word_of)
    moved = _moved(pointed_at, gone) if pointed_at else None
    return str(moved) if moved else ""
