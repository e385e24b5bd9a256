"""Content-codings: which one a client likes best, and what bytes look like in it."""

from __future__ import annotations

import gzip
from functools import lru_cache

import brotli
import zstandard

IDENTITY = ""
CODINGS = ("br", "zstd", "gzip")  # ours to choose from, the one we like best first
LEVELS = {"br": 5, "zstd": 6, "gzip": 6}
BEST_LEVELS = {"br": 11, "zstd": 19, "gzip": 9}  # many times as long, for what never changes
SHORTEST_BYTES = 256  # below this a coding saves nothing worth a header
LONGEST_WISH_BYTES = 256
COMPRESSIBLE = (
    b"text/",
    b"application/json",
    b"application/problem+json",
    b"application/atom+xml",
    b"application/xml",
    b"image/svg+xml",
)


def coding_for(accept_encoding: bytes | None) -> str:
    """Return the coding to answer with, `IDENTITY` if none of ours is wanted; a wish too long to be honest is none."""
    if not accept_encoding or len(accept_encoding) > LONGEST_WISH_BYTES:
        return IDENTITY
    return _coding_for(accept_encoding)


@lru_cache(maxsize=256)
def _coding_for(accept_encoding: bytes) -> str:
    weights: dict[str, float] = {}
    for part in accept_encoding.decode("latin-1").lower().split(","):
        name, _, weight = part.partition(";")
        weights[name.strip()] = _weight(weight)
    rest = weights.get("*", 0.0)
    best = max(CODINGS, key=lambda coding: weights.get(coding, rest))  # the first of equals
    return best if weights.get(best, rest) > 0 else IDENTITY


def _weight(text: str) -> float:
    """Return the q of a coding; one that cannot be read counts as 0."""
    name, _, value = text.partition("=")
    if not name.strip():
        return 1.0
    try:
        return max(0.0, min(float(value), 1.0)) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0


def is_compressible(content_type: bytes, size_bytes: int) -> bool:
    """Return whether a coding would make an answer of this type and size smaller."""
    return size_bytes >= SHORTEST_BYTES and content_type.startswith(COMPRESSIBLE)


def compress(body: bytes, coding: str, *, for_ever: bool = False) -> bytes:
    """Return the body in one of `CODINGS`. Takes about a millisecond for a page: not on the event loop."""
    level = (BEST_LEVELS if for_ever else LEVELS)[coding]
    if coding == "br":
        compressed: bytes = brotli.compress(body, quality=level)
        return compressed
    if coding == "zstd":
        return zstandard.compress(body, level)
    return gzip.compress(body, level, mtime=0)
