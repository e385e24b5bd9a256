"""When did what a page shows change? A file in memory that all processes of this machine share.

Each surrogate key has two slots of eight bytes, found by its hash: one for ordinary changes, one for what was taken
down. Whoever changes something stores fresh random bytes there; a page remembers what the slots of its keys held
before it was rendered and is current as long as they hold that. Random, because two processes that count up without a
lock can bring back an older number. Two keys may share a slot: then a page is made anew without need, never kept
without right. The file is never replaced while anybody has it mapped.

A third region remembers facts that this machine was told of, so that telling again costs no page twice.
"""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

SLOTS = 65_536
SLOT_BYTES = 8
ORDINARY, TAKEDOWN, FACTS = 0, SLOTS, 2 * SLOTS
KEPT_WORDS = 2 * SLOTS
FILE_BYTES = 3 * SLOTS * SLOT_BYTES


class Epochs:
    """The file at `path`, made if it is not there."""

    def __init__(self, path: Path) -> None:
        """Map the file.

        Raises:
            OSError: it cannot be made, or the disk has no room for all of it (writing to a hole in a mapped file on a
                full disk would kill the process).
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            os.posix_fallocate(descriptor, 0, FILE_BYTES)
            self._words = memoryview(mmap.mmap(descriptor, FILE_BYTES)).cast("Q")
        finally:
            os.close(descriptor)
        self.read = self._words.__getitem__

    def tell(self, keys: Iterable[str], *, takedown: bool = False) -> None:
        """Make every page with one of these keys out of date; with `takedown` no copy may be served any more."""
        for key in keys:
            self._words[_slot(key) + (TAKEDOWN if takedown else ORDINARY)] = _fresh()

    def tell_everything(self) -> None:
        """Make every page out of date, as if all of them had been taken down."""
        self._words[TAKEDOWN : TAKEDOWN + SLOTS] = memoryview(os.urandom(SLOTS * SLOT_BYTES)).cast("Q")

    def remember(self, fact_id: int) -> None:
        """Note that the keys of this fact were told."""
        self._words[FACTS + fact_id % SLOTS] = fact_id

    def remembers(self, fact_id: int) -> bool:
        """Return whether they were; a long time ago is forgotten."""
        return self._words[FACTS + fact_id % SLOTS] == fact_id

    def snapshot(self) -> memoryview:
        """Return all slots as they are now, to be read by the places that `slots_of` gives."""
        return memoryview(self._words[:KEPT_WORDS].tobytes()).cast("Q")


def slots_of(keys: Sequence[str]) -> tuple[int, ...]:
    """Return where the epochs of these keys are: first the ordinary ones, then as many of takedowns."""
    places = [_slot(key) for key in keys]
    return (*(ORDINARY + place for place in places), *(TAKEDOWN + place for place in places))


def _slot(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=2).digest())


def _fresh() -> int:
    return int.from_bytes(os.urandom(SLOT_BYTES))
