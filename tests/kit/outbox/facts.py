"""Facts of no room, for the tests of the outbox."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import pytest

from folkmoot.kit.outbox.changes import Change
from folkmoot.kit.outbox.facts import Fact, register

PATIENCE_S = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted(Fact):
    """Something with a number happened."""

    number: int

    def surrogate_keys(self) -> tuple[str, ...]:
        return (f"note-{self.number}",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored(Fact):
    """Something with a number happened that changes no page."""

    number: int


register("test.noted", Noted)
register("test.ignored", Ignored)


class Kept:
    """A handler that remembers what it was given, can be waited for and can be told to fail."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.failing: set[int] = set()
        self._arrived = threading.Condition()

    def __call__(self, fact) -> None:
        if fact.number in self.failing:
            message = f"cannot handle {fact.number}"
            raise ValueError(message)
        with self._arrived:
            self.numbers.append(fact.number)
            self._arrived.notify_all()

    def has(self, numbers: list[int]) -> bool:
        """Return whether it gets exactly these, as soon as it has them."""
        with self._arrived:
            return self._arrived.wait_for(lambda: self.numbers == numbers, PATIENCE_S)


class Listening:
    """Keeps no pages, only what it was told of them."""

    def __init__(self) -> None:
        self.first: list[Change] = []
        self.again: list[Change] = []
        self.known: set[int] = set()

    def tell(self, change: Change) -> None:
        self.first.append(change)

    def was_told(self, fact_id: int) -> bool:
        return fact_id in self.known

    def tell_again(self, change: Change) -> None:
        self.again.append(change)

    def tell_everything(self) -> None:
        pytest.fail("one fact never changes every page")
