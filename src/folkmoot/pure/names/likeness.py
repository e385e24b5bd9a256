"""Which names look alike: the skeletons of UTS #39, read as people read them.

The standard's skeleton maps each character to a prototype that it can be taken for, so that "Аda" with a Cyrillic А is
"Ada". Three things are added, because names are read and not compared: capitals and small letters are one; small
capitals are letters; and what is no letter, digit or accent (a blank, a full stop, a star) does not tell names apart.

The stroke is a matter of its own. "I", "l", "1" and "|" look alike, "i" and "l" do not, and yet "I" is "i". So a
skeleton takes all of them as one, to find what may look alike, and `alike` then looks at each stroke.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

STROKE, DOTTED = "l", "i"
EITHER, ONLY_I, ONLY_L = frozenset("il"), frozenset("i"), frozenset("l")
SKELETON_MAX_CHARS = 200
KEPT_NAMES = 4_096
# The standard's prototypes of Cyrillic letters are small capitals; and the typeface of small capitals is a disguise.
SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋĸʟᴍʍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijkklmmnopqrstuvwyz", strict=True))
# Strokes through a letter, and frames around it.
OVERLAYS = re.compile("[\u0334-\u0338\u0488\u0489\u20d2\u20d3\u20d8-\u20e0\u20e2-\u20e4\u20e5\u20e6\u20ea\u20eb]")
# Not in Unicode's list: a line for drawing boxes, which stands where an l could.
LINES = {"\u2502": STROKE, "\u2503": STROKE}
FRAME = frozenset("PSZ")


@dataclass(frozen=True, slots=True)
class _Seen:
    """One sign as it is seen: what it is in the skeleton, whether it is a bare stroke, and as which letters it is read."""

    sign: str
    bare: bool = False
    read_as: frozenset[str] = ONLY_L


@lru_cache(maxsize=KEPT_NAMES)
def skeleton(name: str) -> str:
    """Return what all names that may look like this one have in common; "" for a name without letters and digits."""
    return "".join(seen.sign for seen in _seen(name))[:SKELETON_MAX_CHARS]


@lru_cache(maxsize=KEPT_NAMES)
def skeletons(name: str) -> tuple[str, ...]:
    """Return the skeletons of a name in capitals, in small letters and as it is written: mostly they are one."""
    return tuple(sorted({skeleton(one) for one in _written(name)} - {""}))


def alike(name: str, other: str) -> bool:
    """Return whether a name can be taken for another; a name without letters and digits for none."""
    theirs = _seen(other)
    return bool(theirs) and any(_match(_seen(one), theirs) for one in _written(name))


def _written(name: str) -> tuple[str, ...]:
    """Return a name as it is, without a frame of stars or bars, not struck through, and in both cases where that matters.

    In ASCII it does not: there the skeleton of a capital is that of its small letter.
    """
    start, end = 0, len(name)
    while start < end and unicodedata.category(name[start])[0] in FRAME:
        start += 1
    while end > start and unicodedata.category(name[end - 1])[0] in FRAME:
        end -= 1
    plain = (name, name[start:end])
    if name.isascii():
        return tuple(dict.fromkeys(plain))
    bare = OVERLAYS.sub("", unicodedata.normalize("NFD", name))
    return tuple(dict.fromkeys(form for one in (*plain, bare) for form in (one, one.lower(), one.upper(), one.title())))


def _match(mine: tuple[_Seen, ...], theirs: tuple[_Seen, ...]) -> bool:
    return len(mine) == len(theirs) and all(
        a.sign == b.sign and (a.sign != STROKE or (a.bare and b.bare) or bool(a.read_as & b.read_as))
        for a, b in zip(mine, theirs, strict=True)
    )


@lru_cache(maxsize=KEPT_NAMES)
def _seen(name: str) -> tuple[_Seen, ...]:
    """Return the signs of a name as far as they are letters, digits and accents."""
    letters = unicodedata.normalize("NFKD", name)
    return tuple(
        seen
        for place, letter in enumerate(letters)
        for seen in _signs(letter, letters[place - 1] if place else " ")
        if unicodedata.category(seen.sign)[0] in "LNM"
    )


def _signs(letter: str, before: str) -> Iterator[_Seen]:
    """Yield what one letter is seen as.

    A capital I that begins a word is read as an I; in a word it may be an l. An l is read as an I where a name begins
    with it, and between capitals.
    """
    drawn = SMALL_CAPITALS.get(letter) or prototypes().get(letter) or LINES.get(letter, letter)
    if drawn == STROKE:
        begins = not before.isalnum()
        if letter.isupper():
            yield _Seen(STROKE, bare=True, read_as=ONLY_I if begins else EITHER)
        else:
            yield _Seen(STROKE, bare=True, read_as=EITHER if begins or before.isupper() else ONLY_L)
        return
    for part in unicodedata.normalize("NFD", drawn.casefold()):
        folded = SMALL_CAPITALS.get(part, part)
        if folded == DOTTED:
            yield _Seen(STROKE, read_as=ONLY_I)
        else:
            yield from (_Seen(sign) for sign in prototypes().get(folded, folded))


@cache
def prototypes() -> dict[str, str]:
    """Return letter → what it can be taken for. Made when the first name is looked at, in a few milliseconds."""
    from folkmoot.pure.names.confusables import TABLE  # noqa: PLC0415 -- 24 KB that a process without names never reads

    found: dict[str, str] = {}
    prototype = ""
    for item in TABLE.split():
        head, colon, rest = item.rpartition(":")
        if colon:
            prototype = "".join(chr(int(code, 16)) for code in head.split("+"))
        found[chr(int(rest, 16))] = prototype
    return found
