"""Who follows the outbox: the AFTER handlers of `wiring`, and the repeated telling of surrogate keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from folkmoot.kit.outbox.changes import Change, Pages
from folkmoot.kit.outbox.emit import Handler, Ports
from folkmoot.kit.outbox.facts import from_payload, takes_down
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.kit.outbox.together import Together

AFTER_COMMIT = "kit.after_commit"


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One name with a cursor of its own.

    Attributes:
        kinds: the facts it wants, None for all.
        handle: does its work for one row; may be called again for the same row.
        costs_nothing_again: its place need not be saved after each batch.
        handle_all: does its work for many rows at once, if it can.
        is_done: says by a fact's id that nothing is left to do; such a row is not even read.
    """

    name: str
    kinds: frozenset[str] | None
    handle: Callable[[OutboxEntry], None]
    costs_nothing_again: bool = False
    handle_all: Callable[[Sequence[OutboxEntry]], None] | None = None
    is_done: Callable[[int], bool] | None = None


def subscribers() -> tuple[Subscriber, ...]:
    """Return everybody that follows the outbox, in the order of `wiring`'s table."""
    functions: dict[str, dict[str, Handler]] = {}
    for fact, handlers in Ports.after.items():
        for name, function in handlers:
            functions.setdefault(name, {})[fact.kind] = function
    named = (
        Subscriber(name, frozenset(by_kind), _calling(by_kind), handle_all=_calling_once(by_kind))
        for name, by_kind in functions.items()
    )
    if Ports.pages is None:
        return tuple(named)
    again = Subscriber(
        AFTER_COMMIT, None, _telling_again(Ports.pages), costs_nothing_again=True, is_done=Ports.pages.was_told
    )
    return (again, *named)


def _calling(by_kind: dict[str, Handler]) -> Callable[[OutboxEntry], None]:
    def handle(entry: OutboxEntry) -> None:
        by_kind[entry.kind](from_payload(entry.kind, entry.payload))

    return handle


def _calling_once(by_kind: Mapping[str, Handler]) -> Callable[[Sequence[OutboxEntry]], None] | None:
    """Return what handles many rows at once, or None where a handler wants each by itself."""
    asked = set(by_kind.values())
    together = asked.pop()
    if asked or not isinstance(together, Together):
        return None
    handle_all = together.handle_all

    def handle(entries: Sequence[OutboxEntry]) -> None:
        handle_all([from_payload(entry.kind, entry.payload) for entry in entries])

    return handle


def _telling_again(pages: Pages) -> Callable[[OutboxEntry], None]:
    """Say once more which pages changed: the process that wrote may have died between commit and telling."""

    def handle(entry: OutboxEntry) -> None:
        if entry.keys:
            pages.tell_again(Change(fact_id=entry.id, keys=tuple(entry.keys), takedown=takes_down(entry.kind)))

    return handle
