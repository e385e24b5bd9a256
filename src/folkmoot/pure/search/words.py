"""Texts as the search index knows them: plain words, without case, accents or punctuation.

Both databases are given the same words, so they find the same things. What is written without spaces between words
(Chinese, Japanese, Thai and their neighbours) is kept letter by letter, and looked for as letters in a row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

WORD_MAX_CHARS = 100
TEXT_MAX_CHARS = 200_000
"""More than this of one text is not searched: PostgreSQL takes a megabyte of words, in at most four bytes a letter."""

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
WRITTEN = re.compile(rf"[{UNSPACED}]|(?:[^\W_{UNSPACED}]|[\u0300-\u036f])+")
# Letters that are one to Unicode and another with a stroke to those who type.
PLAIN = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """Return the text without case and accents: "Ångström" and "angstrom" are one."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
    return bare.casefold().translate(PLAIN)


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    return [word[:WORD_MAX_CHARS] for word in WORD.findall(fold(text[:TEXT_MAX_CHARS]))]


def indexed(text: str) -> str:
    """Return what the index is given for a text: its words with a space between."""
    return " ".join(words_of(text))


def places_of_words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, folded word) for each word as it stands in the text, in order.

    A sign that unfolds into several words, like ½, gives all of them the same place.
    """
    for found in WRITTEN.finditer(text):
        for word in words_of(found.group()):
            yield found.start(), found.end(), word
