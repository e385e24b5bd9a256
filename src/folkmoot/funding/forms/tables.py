"""Tables as spreadsheets and banks write them: in whatever coding, with whatever between the cells."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from io import StringIO

LOOKED_AT_CHARS = 4096


def text_of(data: bytes) -> str:
    """Return the words of a file: UTF-8, or what German and English spreadsheets wrote before it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def cells_of(text: str) -> list[list[str]]:
    """Return the cells of a table, whatever separates them; what is no text has none."""
    if "\0" in text:
        return []
    separator = max(";,\t", key=text[:LOOKED_AT_CHARS].count)
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return []


def columns_in(row: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return which column holds what, by its name. Of several names the first that is known counts."""
    names = [" ".join(cell.split()).casefold() for cell in row]
    return {
        what: next(names.index(name) for name in its_names if name in names)
        for what, its_names in known.items()
        if any(name in names for name in its_names)
    }
