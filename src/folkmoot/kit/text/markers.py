"""Markers such as `[^2]`: this block rests on source 2. They are taken out of the text, so that nobody quotes them."""

from __future__ import annotations

import re

from folkmoot.kit.text.tags import CODE_TAGS, pieces_of

MARKER = re.compile(r"\s*\[\^([1-9][0-9]{0,2})\]")


def without_markers(html: str, *, source_count: int) -> tuple[str, tuple[int, ...]]:
    """Return (clean HTML without its markers, the numbers they held, each once, in order).

    What stands in code stays, and so does a number that no source has.
    """
    numbers: list[int] = []

    def taken(match: re.Match[str]) -> str:
        number = int(match.group(1))
        if number > source_count:
            return match.group()
        numbers.append(number)
        return ""

    if "[^" not in html or not source_count:
        return html, ()
    pieces = [
        piece if piece.startswith("<") or not CODE_TAGS.isdisjoint(inside) else MARKER.sub(taken, piece)
        for piece, inside in pieces_of(html)
    ]
    return "".join(pieces), tuple(dict.fromkeys(numbers))


def first_marker_left(html: str) -> int | None:
    """Return the number of the first marker that still stands in clean HTML, outside of code, or None."""
    if "[^" not in html:
        return None
    for piece, inside in pieces_of(html):
        if CODE_TAGS.isdisjoint(inside) and (found := MARKER.search(piece)):
            return int(found.group(1))
    return None
