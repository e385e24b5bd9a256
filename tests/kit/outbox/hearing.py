"""Pages and a shelf that remember what they were told, and can be waited for."""

from __future__ import annotations

import threading
from collections.abc import Callable

from folkmoot.kit.outbox.changes import Change

PATIENCE_S = 10
EVERYTHING = "everything"


class Listening:
    """What a listener tells `Pages` and the shelf, in order: changes, "everything", "shut", "reopen"."""

    def __init__(self) -> None:
        self.told: list[Change | str] = []
        self._news = threading.Condition()

    def tell(self, change: Change) -> None:
        self._add(change)

    def was_told(self, fact_id: int) -> bool:
        return False

    def tell_again(self, change: Change) -> None:
        self._add(change)

    def tell_everything(self) -> None:
        self._add(EVERYTHING)

    def shut(self) -> None:
        self._add("shut")

    def reopen(self) -> None:
        self._add("reopen")

    def until(self, true: Callable[[list[Change | str]], bool]) -> bool:
        """Return whether this becomes true of what was told."""
        with self._news:
            return self._news.wait_for(lambda: true(self.told), PATIENCE_S)

    def comes_to(self, told: list[Change | str]) -> bool:
        """Return whether exactly this is told."""
        return self.until(lambda found: found == told)

    def _add(self, what: Change | str) -> None:
        with self._news:
            self.told.append(what)
            self._news.notify_all()
