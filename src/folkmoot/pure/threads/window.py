"""Putting a window together from rows that came in one flat list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def children_by_parent(rows: Iterable[T], parent_of: Callable[[T], int | None]) -> dict[int, tuple[T, ...]]:
    """Return parent id → its children in the order they came; rows without a parent are left out."""
    found: defaultdict[int, list[T]] = defaultdict(list)
    for row in rows:
        parent_id = parent_of(row)
        if parent_id is not None:
            found[parent_id].append(row)
    return {parent_id: tuple(children) for parent_id, children in found.items()}


def cut(rows: Sequence[T], size: int) -> tuple[Sequence[T], bool]:
    """Return the first `size` rows, and whether there were more: ask for one row more than you show."""
    return rows[:size], len(rows) > size


def skipped_between(depth: int, shown: int) -> int:
    """Return how many ancestors of a comment lie between its root and the nearest `shown` ones.

    Args:
        depth: of the comment; a root has 0 and no ancestors.
        shown: how many of the nearest ancestors are shown (the root besides them).
    """
    return max(0, depth - 1 - shown)


def share(room: int, *, among: int, most: int) -> tuple[int, int]:
    """Return how many places each of `among` takers gets, and how many of them get any: the first ones, when it is tight.

    Args:
        room: places there are altogether; never more are given away.
        most: places that one taker gets at most.
    """
    if room < 1 or among < 1:
        return 0, 0
    each = min(most, max(1, room // among))
    return each, min(among, room // each)
