"""Facts: frozen dataclasses in the past tense, and their way to JSON and back."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, get_type_hints

_KINDS: dict[str, type[Fact]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened. Subclasses hold ids and plain values only.

    Attributes:
        kind: its permanent name, given by `register`.
        takedown: whether something was taken down, so that nobody may be served a copy of before.
        publication_id: whose house it happened in.
        at: when, aware UTC.
    """

    kind: ClassVar[str]
    takedown: ClassVar[bool] = False
    publication_id: int
    at: datetime

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the surrogate keys of the pages that this fact changes."""
        return ()


def register(kind: str, fact: type[Fact]) -> None:
    """Make a fact known under its permanent name, so that the drain can read it back."""
    fact.kind = kind
    _KINDS[kind] = fact


def known_kinds() -> frozenset[str]:
    """Return the kinds of all facts that can be read back."""
    return frozenset(_KINDS)


def takes_down(kind: str) -> bool:
    """Return whether facts of this kind take something down; one that nobody here knows is taken to."""
    return kind not in _KINDS or _KINDS[kind].takedown


def to_payload(fact: Fact) -> dict[str, Any]:
    """Return the fact as JSON values; times as ISO text."""
    values = {field.name: getattr(fact, field.name) for field in fields(fact)}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def from_payload(kind: str, payload: dict[str, Any]) -> Fact:
    """Return the fact that `to_payload` wrote.

    Raises:
        KeyError: no fact of this kind is registered (an older program wrote a newer one).
    """
    fact = _KINDS[kind]
    hints = get_type_hints(fact)
    values = {}
    for field in fields(fact):
        if field.name not in payload and field.default is not MISSING:
            continue  # written before the fact knew of it
        value = payload[field.name]
        if hints[field.name] in (datetime, datetime | None) and value is not None:
            value = datetime.fromisoformat(value)
        elif isinstance(value, list):
            value = tuple(value)
        values[field.name] = value
    return fact(**values)
