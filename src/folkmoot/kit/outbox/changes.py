"""What a fact changed, and who wants to know: the words between the outbox and whoever keeps pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Change:
    """The pages that one fact changed.

    Attributes:
        fact_id: its row in the outbox.
        keys: surrogate keys of the pages.
        takedown: whether no copy of before may be served any more, not for a moment.
    """

    fact_id: int
    keys: tuple[str, ...]
    takedown: bool


class Pages(Protocol):
    """Whoever keeps pages and must know when they change."""

    def tell(self, change: Change) -> None:
        """Hear of a change that is durable; the answer to whoever made it has not been sent yet."""

    def was_told(self, fact_id: int) -> bool:
        """Return whether this machine surely heard of the change; False costs only that it hears of it again."""

    def tell_again(self, change: Change) -> None:
        """Hear of it unless this machine already did: the process that wrote may have died before it could tell."""

    def tell_everything(self) -> None:
        """Hear that any page may have changed."""
