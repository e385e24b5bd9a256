"""Tags of clean HTML, as nh3 writes every one; in text and in attribute values it always writes < as &lt;."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)>')
VOID_TAGS = frozenset({"br", "hr", "img"})
CODE_TAGS = frozenset({"code", "pre"})


def text_of(html: str) -> str:
    """Return the text as a browser would read it, in NFC."""
    return unicodedata.normalize("NFC", unescape(TAG.sub("", html)))


def is_balanced(html: str) -> bool:
    """Say whether each tag that opens in a piece of clean HTML closes in it, in order."""
    opened: list[str] = []
    for match in TAG.finditer(html):
        closing, tag, _ = match.groups()
        if tag in VOID_TAGS:
            continue
        if not closing:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            return False
    return not opened


def closed(html: str) -> str:
    """Return a piece cut from clean HTML as one that stands alone: what opens in it closes, and nothing else does."""
    opened: list[str] = []
    kept: list[str] = []
    for piece, _inside in pieces_of(html):
        match = TAG.fullmatch(piece)
        if match is None or match.group(2) in VOID_TAGS:
            kept.append(piece)
        elif not match.group(1):
            opened.append(match.group(2))
            kept.append(piece)
        elif match.group(2) in opened:
            while (tag := opened.pop()) != match.group(2):
                kept.append(f"</{tag}>")
            kept.append(piece)
    return "".join(kept) + "".join(f"</{tag}>" for tag in reversed(opened))


def pieces_of(html: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (piece, the elements it stands in, outermost first), tags and texts in turn; joined they are `html` again.

    A tag counts as standing outside of what it opens or closes.
    """
    inside: list[str] = []
    end = 0
    for match in TAG.finditer(html):
        closing, tag, _ = match.groups()
        if match.start() > end:
            yield html[end : match.start()], tuple(inside)
        if closing and tag in inside:
            while inside.pop() != tag:
                pass
        yield match.group(), tuple(inside)
        if not closing and tag not in VOID_TAGS:
            inside.append(tag)
        end = match.end()
    if end < len(html):
        yield html[end:], tuple(inside)
