"""What somebody typed into the search field, as something that any database can be asked. Nothing in it is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from folkmoot.pure.search.words import words_of

QUERY_MAX_CHARS = 200
QUERY_MAX_WORDS = 12
PREFIX_MIN_CHARS = 3
"""The last word may go on from so many letters; fewer begin too many words."""

QUOTES = re.compile('["“”„«»]')


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Attributes:
        phrases: all must be found, each as words in a row; mostly of one word.
        goes_on: the last word of the last phrase may be the beginning of a longer one.
    """

    phrases: tuple[tuple[str, ...], ...]
    goes_on: bool = False

    def __bool__(self) -> bool:
        """Return whether anything is looked for."""
        return bool(self.phrases)


def read_query(typed: str) -> Query:
    """Return what is looked for. Words in quotes stand in a row; so do those of "well-known". The rest may stand anywhere.

    Quotes that are not closed reach to the end. Beyond twelve words nothing is looked at.
    """
    parts = QUOTES.split(typed[:QUERY_MAX_CHARS])
    phrases: list[tuple[str, ...]] = []
    room = QUERY_MAX_WORDS
    for position, part in enumerate(parts):
        for chunk in [part] if position % 2 else part.split():
            words = tuple(words_of(chunk)[:room])
            room -= len(words)
            if words:
                phrases = [*(phrase for phrase in phrases if phrase != words), words]
    is_open = len(parts) % 2 == 1 and bool(words_of(parts[-1]))
    return Query(tuple(phrases), goes_on=is_open and len(phrases[-1][-1]) >= PREFIX_MIN_CHARS)
