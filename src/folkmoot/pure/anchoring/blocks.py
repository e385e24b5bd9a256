"""Keys of blocks that survive an edit, so that what points at a paragraph still points at it.

Three rules, in this order: the same text keeps its key, wherever it moved; a similar text at about the same place
keeps it; a new text gets a new key, made from its words. Similarity is Dice's coefficient over the sets of three
neighbouring characters (Dice 1945), which needs no words and so works in every script; pairs are chosen by the
alignment of greatest total similarity that keeps the order, as in Needleman and Wunsch (1970).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Container, Sequence
from dataclasses import dataclass

SIMILAR_FROM = 0.5
REACH = 50
"""How many changed blocks further up or down a similar text is looked for; bounds the work to n × 101."""
KEY_BYTES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedText:
    """A block of the revision before: its key and its text."""

    key: str
    text: str


def keys_after_edit(before: Sequence[KeyedText], texts: Sequence[str]) -> tuple[str, ...]:
    """Return one key for each text of the new revision, all different.

    Args:
        before: the blocks of the last revision, in order, with different keys.
        texts: of the new revision's blocks, in order.
    """
    kept: list[str | None] = _same_text(before, texts)
    used = {key for key in kept if key}
    old_left = [block for block in before if block.key not in used]
    new_left = [place for place, key in enumerate(kept) if key is None]
    for old, new in _similar_in_order([block.text for block in old_left], [texts[place] for place in new_left]):
        kept[new_left[new]] = old_left[old].key
    taken = {block.key for block in before}
    keys: list[str] = []
    for key, text in zip(kept, texts, strict=True):
        keys.append(key or new_key(text, taken))
        taken.add(keys[-1])
    return tuple(keys)


def new_key(text: str, taken: Container[str]) -> str:
    """Return a key made from the text that is not taken: ten hexadecimal digits, the same for the same input."""
    number = 0
    while True:
        digest = hashlib.blake2b(f"{number}|{text}".encode(), digest_size=KEY_BYTES).hexdigest()
        if digest not in taken:
            return digest
        number += 1


def similarity(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1: twice the shared trigrams over all trigrams."""
    return _dice(_trigrams(one), _trigrams(other))


def _same_text(before: Sequence[KeyedText], texts: Sequence[str]) -> list[str | None]:
    """Give the first block of a text the key of the first one of old, the second that of the second, and so on."""
    keys_by_text: defaultdict[str, deque[str]] = defaultdict(deque)
    for block in before:
        keys_by_text[block.text].append(block.key)
    return [keys_by_text[text].popleft() if keys_by_text.get(text) else None for text in texts]


def _similar_in_order(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs (old, new) that rise in both, each similar enough, of greatest total similarity within reach."""
    old_grams, new_grams = [_trigrams(text) for text in old], [_trigrams(text) for text in new]
    alike: dict[tuple[int, int], float] = {}
    # best[i, j] is the greatest total over old[i:] and new[j:]; what lies out of reach counts as nothing.
    best: defaultdict[tuple[int, int], float] = defaultdict(float)
    for i in reversed(range(len(old))):
        for j in reversed(range(max(0, i - REACH), min(len(new), i + REACH + 1))):
            best[i, j] = max(best[i + 1, j], best[i, j + 1])
            score = _dice(old_grams[i], new_grams[j])
            if score >= SIMILAR_FROM and score + best[i + 1, j + 1] > best[i, j]:
                alike[i, j] = score
                best[i, j] = score + best[i + 1, j + 1]
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if (i, j) in alike:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1, j] >= best[i, j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _trigrams(text: str) -> frozenset[str]:
    words = " ".join(text.split()).casefold()
    return frozenset(words[start : start + 3] for start in range(max(1, len(words) - 2))) if words else frozenset()


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 1.0
