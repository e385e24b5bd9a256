"""What changed between two texts, word by word.

Patience diff (Bram Cohen, as described in the notes of Bazaar, 2005): words that stand exactly once in both texts
are anchors, and the longest run of anchors in the same order holds; between them the same is done again. A gap without
anchors is aligned by the longest common subsequence if it is small, and counted as replaced if it is not, so that the
work stays bounded by the length of the texts whatever they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from folkmoot.pure.rising import longest_rising

GAP_CELLS = 10_000
"""Largest table of the alignment of one gap: a hundred words by a hundred."""

Kind = Literal["same", "gone", "new"]

# A word, a run of blanks, or one mark. Scripts that put no blanks between words go letter by letter.
MARKS = r"!-/:-@\[-`{-~\u00a1-\u00bf\u2010-\u2027\u2030-\u205e\u3001-\u3020\uff01-\uff0f"
UNSPACED = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTERS = rf"[^\s{MARKS}{UNSPACED}]+"
TOKEN = re.compile(rf"\s+|[{UNSPACED}]|{LETTERS}(?:['’.,-]{LETTERS})*|.", re.DOTALL)  # don't, 1,400, well-known


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are in both texts, only in the old one, or only in the new one."""

    kind: Kind
    text: str


def word_diff(before: str, after: str) -> tuple[Piece, ...]:
    """Return both texts as one row of pieces, never two of a kind in a row; what is gone stands before what is new.

    The pieces that are the same or gone make up `before`, those that are the same or new make up `after`.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    edits = [*_diff(old, new)]
    return tuple(_settled(_without_specks(edits)))


def _diff(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Kind, str]]:
    """Yield each token with its kind. Works on a stack of its own, because texts nest deeper than calls may."""
    waiting: list[tuple[int, int, int, int]] = [(0, len(old), 0, len(new))]
    while waiting:
        i, i_end, j, j_end = waiting.pop()
        while i < i_end and j < j_end and old[i] == new[j]:
            yield "same", old[i]
            i, j = i + 1, j + 1
        tail = 0
        while i < i_end - tail and j < j_end - tail and old[i_end - tail - 1] == new[j_end - tail - 1]:
            tail += 1
        if tail:
            waiting.append((i_end - tail, i_end, j_end - tail, j_end))
            i_end, j_end = i_end - tail, j_end - tail
        anchors = _anchors(old, new, i, i_end, j, j_end) if i < i_end and j < j_end else []
        if anchors:
            waiting += reversed([*_between(anchors, i, i_end, j, j_end)])
        else:
            yield from _gap(old[i:i_end], new[j:j_end])


def _anchors(old: Sequence[str], new: Sequence[str], i: int, i_end: int, j: int, j_end: int) -> list[tuple[int, int]]:
    """Return the longest row of pairs, rising in both, of words that stand once in each part; blanks are no words."""
    in_old, in_new = Counter(old[i:i_end]), Counter(new[j:j_end])
    place = {word: at for at, word in enumerate(old[i:i_end], i) if in_old[word] == 1 and not word.isspace()}
    partner = {place[word]: at for at, word in enumerate(new[j:j_end], j) if in_new[word] == 1 and word in place}
    return [(at, partner[at]) for at in longest_rising([*partner])]


def _between(
    anchors: Sequence[tuple[int, int]], i: int, i_end: int, j: int, j_end: int
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the parts that anchors cut a text into; each but the first begins with its anchor."""
    for at_old, at_new in [*anchors, (i_end, j_end)]:
        yield i, at_old, j, at_new
        i, j = at_old, at_new


def _gap(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Kind, str]]:
    """Yield the alignment of two parts without anchors: their longest common subsequence, or nothing in common."""
    if not old or not new or len(old) * len(new) > GAP_CELLS:
        yield from (("gone", word) for word in old)
        yield from (("new", word) for word in new)
        return
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            longest[i][j] = longest[i + 1][j + 1] + 1 if old[i] == new[j] else max(longest[i + 1][j], longest[i][j + 1])
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            yield "same", old[i]
            i, j = i + 1, j + 1
        elif j == len(new) or (i < len(old) and longest[i + 1][j] >= longest[i][j + 1]):
            yield "gone", old[i]
            i += 1
        else:
            yield "new", new[j]
            j += 1


def _without_specks(edits: Sequence[tuple[Kind, str]]) -> Iterator[tuple[Kind, str]]:
    """Yield the edits; what stayed between two changes but is blank belongs to both of them, for who reads."""
    runs = [(kind, [token for _, token in run]) for kind, run in groupby(edits, key=lambda edit: edit[0])]
    for at, (kind, tokens) in enumerate(runs):
        speck = kind == "same" and 0 < at < len(runs) - 1 and not "".join(tokens).strip()
        for kept_as in ("gone", "new") if speck else (kind,):
            yield from ((kept_as, token) for token in tokens)


def _settled(edits: Iterator[tuple[Kind, str]]) -> Iterator[Piece]:
    """Yield pieces: between two that stayed, all that is gone, then all that is new."""
    for stayed, run in groupby(edits, key=lambda edit: edit[0] == "same"):
        words = list(run)
        kinds: tuple[Kind, ...] = ("same",) if stayed else ("gone", "new")
        for kind in kinds:
            text = "".join(token for its_kind, token in words if its_kind == kind)
            if text:
                yield Piece(kind, text)
