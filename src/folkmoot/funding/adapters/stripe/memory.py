"""What one process remembers of Stripe's answers, because Stripe does not tell it the other way round.

All of it can be lost: whoever asks for what happened since a day finds it again.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Generic, TypeVar

KEPT = 50_000
Thing = TypeVar("Thing")


class Memory(Generic[Thing]):
    """The latest things, by name."""

    def __init__(self, kept: int = KEPT) -> None:
        """Remember nothing yet."""
        self._kept = kept
        self._things: OrderedDict[str, Thing] = OrderedDict()

    def get(self, name: str) -> Thing | None:
        """Return what is remembered under a name."""
        return self._things.get(name)

    def put(self, name: str, thing: Thing) -> None:
        """Remember a thing; the oldest is forgotten when there are too many."""
        self._things[name] = thing
        while len(self._things) > self._kept:
            self._things.popitem(last=False)
