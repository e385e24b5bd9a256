"""Which threads may be followed: asked once, however many come at the same moment, and kept until an epoch changes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from folkmoot.articles.events import page_key
from folkmoot.discussion.queries import page_to_follow
from folkmoot.edge.epochs import Epochs, slots_of

KEPT_S = 60.0
MOST_KEPT = 4_096

T = TypeVar("T")


class LookUp(Protocol):
    """Runs a function that reads the database beside the event loop."""

    def __call__(self, read: Callable[[], T]) -> Awaitable[T]:
        """Return what it returns; raise what it raises."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A thread that everybody may read, as long as the epochs of its page hold what they held before it was read."""

    page_id: int
    slots: tuple[int, ...]
    seen: tuple[int, ...]
    until_s: float


class Threads:
    """The threads of one process."""

    def __init__(self, look_up: LookUp, epochs: Epochs) -> None:
        """Know none."""
        self._look_up = look_up
        self._epochs = epochs
        self._known: dict[tuple[int, int], _Known] = {}
        self._asked: dict[tuple[int, int], asyncio.Task[int | None]] = {}

    async def find(self, publication_id: int, thread_id: int) -> int | None:
        """Return the page of a publication's thread that everybody may read, None where there is none.

        Raises:
            Whatever the database raises.
        """
        key = publication_id, thread_id
        known = self._known.get(key)
        if known is not None and time.monotonic() < known.until_s and known.seen == self._read(known.slots):
            return known.page_id
        if key not in self._asked:
            self._asked[key] = asyncio.create_task(self._ask(key))
        return await asyncio.shield(self._asked[key])  # whoever goes away leaves the answer to the others

    async def _ask(self, key: tuple[int, int]) -> int | None:
        publication_id, thread_id = key
        before = self._epochs.snapshot()
        try:
            page_id = await self._look_up(partial(page_to_follow, thread_id, publication_id))
        finally:
            del self._asked[key]
        self._known.pop(key, None)
        if page_id is not None:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            slots = slots_of([page_key(page_id)])
            seen = tuple(before[slot] for slot in slots)
            self._known[key] = _Known(page_id, slots, seen, time.monotonic() + KEPT_S)
        return page_id

    def _read(self, slots: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(map(self._epochs.read, slots))
