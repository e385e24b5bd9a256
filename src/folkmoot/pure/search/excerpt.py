"""The part of a text where something was found, cut up so that a template can mark the found words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from folkmoot.pure.search.query import Query
from folkmoot.pure.search.words import places_of_words

EXCERPT_CHARS = 260
BEFORE_CHARS = 60
READ_CHARS = 30_000
"""So far into a text is looked for the best place; a word that stands later shows the beginning instead."""

HITS_CONSIDERED = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `found`: it is what was looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    phrase: tuple[str, ...]


def marked(text: str, query: Query) -> tuple[Piece, ...]:
    """Return the whole text in pieces."""
    return tuple(_pieces(text, list(_hits(text, query)), 0, len(text)))


def excerpt(text: str, query: Query, *, size: int = EXCERPT_CHARS) -> tuple[Piece, ...]:
    """Return about `size` characters of a text in pieces: where most of what was looked for stands, else its beginning."""
    hits = list(_hits(text[:READ_CHARS], query))
    start, end = _best(text, hits, size)
    pieces = list(_pieces(text, hits, start, end))
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    return tuple(piece for piece in (Piece(before, found=False), *pieces, Piece(after, found=False)) if piece.text)


def _best(text: str, hits: list[_Hit], size: int) -> tuple[int, int]:
    """Return where the window begins and ends, between words."""
    best, most = 0, 0
    considered = hits[:HITS_CONSIDERED]
    for hit in considered:
        begin = max(0, hit.start - BEFORE_CHARS)
        seen = len({other.phrase for other in considered if hit.start <= other.start and other.end <= begin + size})
        if seen > most:
            best, most = begin, seen
    start = _next_space(text, best) if best else 0
    if start + size >= len(text):
        return start, len(text)
    end = text.rfind(" ", start, start + size)
    return start, end if end > start + size // 2 else start + size


def _next_space(text: str, at: int) -> int:
    """Return where the next word begins, or `at` in a text that goes on without spaces."""
    space = text.find(" ", at, at + BEFORE_CHARS)
    return space + 1 if space >= 0 else at


def _hits(text: str, query: Query) -> Iterator[_Hit]:
    places = list(places_of_words(text))
    last = query.phrases[-1] if query.goes_on else ()
    firsts = {phrase[0] for phrase in query.phrases}
    beginning = last[:1] if len(last) == 1 else ()
    for position, (_, _, word) in enumerate(places):
        if word not in firsts and not word.startswith(beginning or "\0"):  # most words begin nothing
            continue
        for phrase in query.phrases:
            row = places[position : position + len(phrase)]
            if _says([word for _, _, word in row], phrase, goes_on=phrase == last):
                yield _Hit(row[0][0], row[-1][1], phrase)


def _says(words: list[str], phrase: tuple[str, ...], *, goes_on: bool) -> bool:
    if len(words) < len(phrase):
        return False
    same = words[-1].startswith(phrase[-1]) if goes_on else words[-1] == phrase[-1]
    return same and tuple(words[:-1]) == phrase[:-1]


def _pieces(text: str, hits: list[_Hit], start: int, end: int) -> Iterator[Piece]:
    at = start
    for hit in hits:
        if hit.start < at or hit.end > end:
            continue
        if at < hit.start:
            yield Piece(text[at : hit.start], found=False)
        yield Piece(text[hit.start : hit.end], found=True)
        at = hit.end
    if at < end:
        yield Piece(text[at:end], found=False)
