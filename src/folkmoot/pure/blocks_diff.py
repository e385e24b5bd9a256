"""What changed between two rows of blocks, when a block keeps its key while its text changes (`anchoring.blocks`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from folkmoot.pure.diff import Piece, word_diff
from folkmoot.pure.rising import longest_rising

CONTEXT_BLOCKS = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffBlock:
    """A block of one text: its stable key, its element, its words."""

    key: str
    tag: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChange:
    """What became of one block. `moved`: it stands elsewhere among those that stayed."""

    tag: str
    kind: Literal["same", "changed", "gone", "new"]
    pieces: tuple[Piece, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Blocks that stand together: those that changed with what stands around them, or a long stretch that stayed."""

    stayed: bool
    blocks: tuple[BlockChange, ...]


def block_diff(before: Sequence[DiffBlock], after: Sequence[DiffBlock]) -> tuple[BlockChange, ...]:
    """Return the blocks of the new text in their order; each that is gone stands before what followed it of old.

    Keys are different within each text.
    """
    old = {block.key: place for place, block in enumerate(before)}
    kept = [old[block.key] for block in after if block.key in old]
    steady = set(longest_rising(kept))
    gone = _gone(before, {block.key for block in after}, steady)
    changes: list[BlockChange] = []
    for block in after:
        place = old.get(block.key)
        if place in steady:
            changes += gone.pop(place, ())
        changes.append(_change(before[place] if place is not None else None, block, moved=place not in steady))
    return (*changes, *gone.pop(None, ()))


def passages(changes: Sequence[BlockChange]) -> tuple[Passage, ...]:
    """Return the blocks in passages, in their order; beside a change one block that stayed is shown with it.

    A stretch that would save nobody anything (a single block) is not set apart; nor is a text that stayed as a whole.
    """
    near = [
        place
        for place, change in enumerate(changes)
        if change.kind != "same" or change.moved
        for place in range(place - CONTEXT_BLOCKS, place + CONTEXT_BLOCKS + 1)
    ]
    shown = set(near)
    found: list[Passage] = []
    for hidden, run in groupby(range(len(changes)), key=lambda place: place not in shown):
        blocks = tuple(changes[place] for place in run)
        stayed = hidden and len(blocks) > 1
        if found and not stayed and not found[-1].stayed:
            found[-1] = Passage(stayed=False, blocks=(*found[-1].blocks, *blocks))
        else:
            found.append(Passage(stayed=stayed, blocks=blocks))
    return tuple(found)


def _change(before: DiffBlock | None, after: DiffBlock, *, moved: bool) -> BlockChange:
    if before is None:
        return BlockChange(tag=after.tag, kind="new", pieces=word_diff("", after.text))
    is_same = (before.tag, before.text) == (after.tag, after.text)
    pieces = word_diff(before.text, after.text)
    return BlockChange(tag=after.tag, kind="same" if is_same else "changed", pieces=pieces, moved=moved)


def _gone(
    before: Sequence[DiffBlock], still_there: set[str], steady: set[int]
) -> dict[int | None, tuple[BlockChange, ...]]:
    """Return place of the next steady block → what is gone before it; None for what is gone after the last."""
    found: dict[int | None, tuple[BlockChange, ...]] = {}
    following: int | None = None
    for place in reversed(range(len(before))):
        block = before[place]
        if place in steady:
            following = place
        if block.key not in still_there:
            change = BlockChange(tag=block.tag, kind="gone", pieces=word_diff(block.text, ""))
            found[following] = (change, *found.get(following, ()))
    return found
