"""The tree of one item's comments: parents that came later, never, or in a circle.

Plain arrays, because one item may hold hundreds of thousands.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.portability.wxr.fate import Fate

ROOT = -1
KEPT = frozenset({Fate.PUBLISHED, Fate.HELD, Fate.REMOVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Parallel to the comments as given.

    Attributes:
        index: place by id.
        parents: place of the parent, or `ROOT`.
        roots: place of the outermost ancestor; a root is its own.
        depths: 0 for roots.
        listed: 1 where the public list shows it: published, or held or removed with listed replies (as a tombstone).
        missing: places whose parent is not in the file.
        circular: places whose parent led back to them.
    """

    index: dict[int, int]
    parents: array[int]
    roots: array[int]
    depths: array[int]
    listed: bytearray
    missing: tuple[int, ...]
    circular: tuple[int, ...]


def plan_tree(ids: Sequence[int], parent_ids: Sequence[int], fates: Sequence[int]) -> Tree:
    """Return where each comment stands.

    A reply to a comment that is not imported moves up to that one's parent, as WordPress does when it deletes.
    A parent that does not exist, or that leads back to the comment itself, makes it a root.
    """
    index: dict[int, int] = {}
    for place, comment_id in enumerate(ids):
        index.setdefault(comment_id, place)
    parents = array("q", [ROOT]) * len(ids)
    missing = []
    for place, fate in enumerate(fates):
        if fate in KEPT:
            parents[place], found = _nearest_kept(place, index, parent_ids, fates)
            if not found:
                missing.append(place)
    circular = _break_circles(parents)
    order, roots, depths = _walk_down(parents)
    listed = bytearray(fate == Fate.PUBLISHED for fate in fates)
    for place in reversed(order):
        parent = parents[place]
        if listed[place] and parent != ROOT:
            listed[parent] = 1
    return Tree(
        index=index,
        parents=parents,
        roots=roots,
        depths=depths,
        listed=listed,
        missing=tuple(missing),
        circular=tuple(circular),
    )


def _nearest_kept(
    place: int, index: dict[int, int], parent_ids: Sequence[int], fates: Sequence[int]
) -> tuple[int, bool]:
    """Return (place of the nearest ancestor that is imported or `ROOT`, whether the chain was whole)."""
    passed = {place}
    parent_id = parent_ids[place]
    while parent_id > 0:
        parent = index.get(parent_id)
        if parent is None:
            return ROOT, False
        if fates[parent] in KEPT:
            return parent, True
        if parent in passed:
            return ROOT, False
        passed.add(parent)
        parent_id = parent_ids[parent]
    return ROOT, True


def _break_circles(parents: array[int]) -> list[int]:
    """Make one comment of each circle a root; return which."""
    broken = []
    walk_of = array("q", [ROOT]) * len(parents)
    for start in range(len(parents)):
        place = start
        while place != ROOT and walk_of[place] == ROOT:
            walk_of[place] = start
            place = parents[place]
        if place != ROOT and walk_of[place] == start:
            first = _first_of_circle(place, parents)
            parents[first] = ROOT
            broken.append(first)
    return broken


def _first_of_circle(place: int, parents: array[int]) -> int:
    first = place
    step = parents[place]
    while step != place:
        first = min(first, step)
        step = parents[step]
    return first


def _walk_down(parents: array[int]) -> tuple[array[int], array[int], array[int]]:
    """Return (places with every parent before its children, roots, depths)."""
    size = len(parents)
    roots = array("q", [ROOT]) * size
    depths = array("q", [0]) * size
    order = array("q")
    for start in range(size):
        chain = []
        place = start
        while place != ROOT and roots[place] == ROOT:
            chain.append(place)
            place = parents[place]
        for below in reversed(chain):
            parent = parents[below]
            roots[below] = below if parent == ROOT else roots[parent]
            depths[below] = 0 if parent == ROOT else depths[parent] + 1
            order.append(below)
    return order, roots, depths
