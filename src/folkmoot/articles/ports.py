"""What the articles need from rooms above them; `wiring` fills it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol


class OpenThread(Protocol):
    """Gives a page its thread."""

    def __call__(self, *, page_id: int, now: datetime) -> int:
        """Return the id of the page's thread, made where there is none. Runs in the caller's transaction."""
        ...


class Ports:
    """Filled by `wiring`."""

    open_thread: OpenThread
