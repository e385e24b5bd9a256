"""Facts of no room, for the tests of the outbox."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot.kit.outbox.facts import Fact, register


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
    """A handler that remembers what it was given and can be told to fail."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.failing: set[int] = set()

    def __call__(self, fact) -> None:
        if fact.number in self.failing:
            message = f"cannot handle {fact.number}"
            raise ValueError(message)
        self.numbers.append(fact.number)
