"""One connection's grip on the write lock: taken before the first write, let go when nothing is open any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from folkmoot.kit.sqlite.lock import Lock


class Grip:
    """Belongs to one connection and one thread at a time.

    It is let go only when SQLite says that no transaction is open and no writing cursor still has rows to give. So a
    BEGIN by hand, an implicit transaction, and one that SQLite itself rolled back are all covered by one rule.

    Attributes:
        held: whether this connection has the lock now.
        writing_cursors: cursors whose writing statement is not finished.
    """

    def __init__(
        self, lock: Lock, connection: sqlite3.Connection, before_release: Callable[[sqlite3.Connection], None]
    ) -> None:
        """Start without the lock; `before_release` is called with the connection while it is still held."""
        self.held = False
        self.writing_cursors = 0
        self._lock = lock
        self._connection = connection
        self._before_release = before_release

    def take(self) -> None:
        """Return with the lock held.

        Raises:
            DatabaseBusyError: see `WriteLock.acquire`.
        """
        if not self.held:
            self._lock.acquire()
            self.held = True

    def settle(self) -> None:
        """Let go if nothing is being written any more."""
        if self.held and not self.writing_cursors and not self._connection.in_transaction:
            try:
                self._before_release(self._connection)
            finally:
                self.drop()

    def drop(self) -> None:
        """Let go whatever is open: the connection is gone."""
        if self.held:
            self.held = False
            self._lock.release()

    def __del__(self) -> None:
        """A connection collected with its transaction open must not block the others for ever."""
        self.drop()
