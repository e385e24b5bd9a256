"""Distinct comment-like texts of about 420 bytes; cheap to make, so that the load costs little beside what it loads."""

from __future__ import annotations

import functools
import random

WORDS = (
    "the a of to and in that it is was for on with as at by from this but not or have had they we you one all there "
    "bridge town council river road school budget winter lorry repair money vote letter minister neighbour morning "
    "bus ferry stone engineer report crack weight signature petition market hospital detour promise plan years "
    "really never always perhaps often simply already still again maybe only because although unless until while "
    "said think know believe pay close open cross wait build save lose read write answer explain forget remember"
).split()
VARIETIES = 64
SIZE_BYTES = 400


@functools.cache
def _body(variety: int) -> str:
    dice = random.Random(variety)
    sentences: list[str] = []
    while sum(map(len, sentences)) < SIZE_BYTES:
        sentences.append(" ".join(dice.choices(WORDS, k=dice.randint(6, 16))).capitalize() + ".")
    return " ".join(sentences)


def text(*seed: object) -> str:
    """Return prose that begins with the seed's words, so that no two seeds give the same text."""
    opening = " ".join(map(str, seed))
    return f"On {opening}: {_body(hash(opening) % VARIETIES)}"
