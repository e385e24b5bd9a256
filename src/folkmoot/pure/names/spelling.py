"""A name as it is kept: one spelling for what looks the same, and nothing in it that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

MAX_MARKS_IN_A_ROW = 4
"""UTS #39, 5.4: more marks than this above each other are written by nobody's language, only to spill over the page."""

# U+0E33 and U+0EB3 (Thai and Lao AM) fall apart in NFKC, and a tone mark before them is then drawn in the wrong place.
KEPT_WHOLE = re.compile("([\u0e33\u0eb3])")
# The accents that stand alone on many keyboards are written for an apostrophe; NFKC would hang them on a blank.
APOSTROPHES = str.maketrans({"´": "’", "`": "’"})
# What says "as a picture" behind a heart; behind a Chinese character it says which of its forms is meant, and stays.
PICTURED = re.compile("(?<![\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\ufe00-\ufe0f]")
# Khmer, Thai, Lao and Burmese keyboards put it between words.
WORD_BREAK = re.compile(
    "(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])"
)
UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
# Default_Ignorable_Code_Point that has another category, and blanks that call themselves something else.
UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\uffff"
    "\U0001d159\U000e0000-\U000e0fff]"
)
NON_JOINER, JOINER = "\u200c", "\u200d"
CURSIVE = ("ARABIC", "SYRIAC", "MANDAIC", "NKO", "MONGOLIAN", "PHAGS-PA", "ADLAM", "HANIFI ROHINGYA", "SOGDIAN")
VIRAMA = 9
MARKS = frozenset({"Mn", "Me"})
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class Fault(Enum):
    """What is wrong with a name."""

    UNSEEN = "unseen"
    LETTERLESS = "letterless"
    PILED = "piled"


def spelled(text: str) -> str:
    """Return a name in NFKC on one line, with single blanks and none at the ends."""
    drawn = WORD_BREAK.sub("", PICTURED.sub("", text.translate(APOSTROPHES)))
    if not drawn.isascii():
        parts = KEPT_WHOLE.split(drawn)
        drawn = "".join(part if KEPT_WHOLE.match(part) else unicodedata.normalize("NFKC", part) for part in parts)
    return " ".join(drawn.split())


def fault_of(name: str) -> Fault | None:
    """Return what is wrong with a spelled name, or None. A name that is not there is fine."""
    if any(is_unseen(name, place) for place in range(len(name))):
        return Fault.UNSEEN
    if name and not any(unicodedata.category(sign)[0] in "LN" for sign in name):
        return Fault.LETTERLESS
    return Fault.PILED if _piled(name) else None


def cleaned(text: str, max_chars: int) -> str:
    """Return the best name that can be kept of a text from elsewhere, at most so long; "" where none can."""
    name = spelled(text)
    name = "".join(sign for place, sign in enumerate(name) if not is_unseen(name, place))
    if _piled(name):
        name = "".join(sign for sign in unicodedata.normalize("NFD", name) if unicodedata.category(sign) not in MARKS)
    name = spelled(name)[:max_chars].rstrip()
    return "" if fault_of(name) else name


def is_unseen(name: str, place: int) -> bool:
    """Return whether nobody can see the sign at a place, or what it does; joiners are seen by what stands beside them."""
    sign = name[place]
    if sign.isascii():
        return not sign.isprintable()
    before, after = name[place - 1 : place], name[place + 1 : place + 2]
    if sign in (NON_JOINER, JOINER):
        return not _joins(sign, before, after)
    if "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef":
        return not HAN.match(before)
    if "\u180b" <= sign <= "\u180d":
        return not _is_cursive(before)
    return unicodedata.category(sign) in UNSEEN_CATEGORIES or UNSEEN.match(sign) is not None


def _joins(sign: str, before: str, after: str) -> bool:
    """Return whether a joiner does something here, about as RFC 5892 (A.1, A.2) has it.

    Behind a virama, or before one as Bengali writes it; between letters that are joined in writing; and between the
    parts of one small picture.
    """
    if not before:
        return False
    if unicodedata.combining(before) == VIRAMA or (after and unicodedata.combining(after) == VIRAMA):
        return True
    if sign == NON_JOINER:
        return _is_cursive(before) and _is_cursive(after)
    if unicodedata.category(before) in ("So", "Sk"):
        return bool(after) and unicodedata.category(after) == "So"
    return _is_cursive(before)


def _is_cursive(sign: str) -> bool:
    return bool(sign) and unicodedata.name(sign, "").startswith(CURSIVE)


def _piled(name: str) -> bool:
    """Return whether marks pile up: more than four on one letter, one of them twice, or any on a blank."""
    if name.isascii():
        return False
    row: list[str] = [" "]
    for sign in unicodedata.normalize("NFD", name):
        if unicodedata.category(sign) not in MARKS:
            row = [sign]
        elif row[-1] in (sign, " ") or len(row) > MAX_MARKS_IN_A_ROW:
            return True
        else:
            row.append(sign)
    return False
