"""Words for addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

MAX_CHARS = 80
NOT_WORD = re.compile(r"[\W_]+")
LETTERS_WITHOUT_MARKS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)


def slug_of(text: str, *, max_chars: int = MAX_CHARS) -> str:
    """Return lower-case words joined by hyphens, at most `max_chars`; empty if the text has no letter or digit.

    Latin letters lose their marks (`Brückner` → `bruckner`); other scripts stay as they are.
    """
    lowered = text.lower().translate(LETTERS_WITHOUT_MARKS)
    bare = "".join(_without_marks(letter) for letter in unicodedata.normalize("NFC", lowered))
    words = NOT_WORD.sub("-", bare).strip("-")
    if len(words) <= max_chars:
        return words
    cut = words[:max_chars]
    return (cut.rsplit("-", 1)[0] if words[max_chars] != "-" and "-" in cut else cut).strip("-")


def free_slug(wanted: str, taken: Container[str]) -> str:
    """Return `wanted`, or `wanted-2`, `wanted-3`, … the first that is not taken."""
    slug, number = wanted, 1
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug


def _without_marks(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return parts[0] if parts[0].isascii() else letter
