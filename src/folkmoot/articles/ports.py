"""What the articles need from rooms above them; `wiring` fills it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol


class OpenThread(Protocol):
    """Gives a page its thread."""

    def __call__(self, *, page_id: int, now: datetime) -> int:
        """Return the id of the page's thread, made where there is none. Runs in the caller's transaction."""
        ...


class CountComments(Protocol):
    """Knows how much was said under pages."""

    def __call__(self, page_ids: Iterable[int], /) -> Mapping[int, int]:
        """Return page id → number of published comments; pages that nobody can discuss are left out. One query."""
        ...


class Ports:
    """Filled by `wiring`."""

    open_thread: OpenThread
    count_comments: CountComments
