"""Words of ours that a publication says in its own way: when one may stand in the place of another."""

from __future__ import annotations

import re
from collections import Counter

Labels = tuple[tuple[str, str], ...]
"""Pairs of our English words and its own."""

PLACE = re.compile(r"%\(\w+\)[a-z]|%%|%|\{\w*\}")
MARKUP = re.compile(r"[<>&\"]")


def places_in(words: str) -> tuple[str, ...]:
    """Return the places in a sentence where a name or a number will stand: `%(name)s`, or `{n}` for a script."""
    return tuple(PLACE.findall(words))


def holds_markup(words: str) -> bool:
    """Say whether words hold a letter that means something else in HTML: they stand in pages and attributes as they are."""
    return MARKUP.search(words) is not None


def fits(ours: str, own: str) -> bool:
    """Say whether words of its own may stand where ours do: the same places, each as often, and no markup."""
    return bool(own) and Counter(places_in(ours)) == Counter(places_in(own)) and not holds_markup(own)
