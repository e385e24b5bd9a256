"""One connection's grip on the write lock: taken before the first write, let go when nothing is open any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from folkmoot.kit.sqlite.flush import Waiting
from folkmoot.kit.sqlite.lock import Lock, WritingStoppedError


class Grip:
    """Belongs to one connection and one thread at a time.

    It is let go only when SQLite says that no transaction is open and no writing cursor still has rows to give. So a
    BEGIN by hand, an implicit transaction, and one that SQLite itself rolled back are all covered by one rule.

    Attributes:
        held: whether this connection has the lock now.
        writing_cursors: cursors whose writing statement is not finished.
        waits_for_disk: whether a commit returns only when it is durable; `kit/relaxed.py` turns it off for a while.
    """

    def __init__(
        self,
        lock: Lock,
        connection: sqlite3.Connection,
        before_release: Callable[[sqlite3.Connection], None],
        flush: Waiting,
    ) -> None:
        """Start without the lock; `before_release` is called with the connection while it is still held."""
        self.held = False
        self.writing_cursors = 0
        self.waits_for_disk = True
        self._flush = flush
        self._lock = lock
        self._connection = connection
        self._before_release = before_release

    def take(self, *, to_write: bool = True) -> None:
        """Return with the lock held.

        Args:
            to_write: False for closing, which is possible although writing was stopped.

        Raises:
            DatabaseBusyError: see `WriteLock.acquire`.
            WritingStoppedError: the disk failed to keep something.
        """
        if self.held:
            return
        self._lock.acquire()
        if to_write and self._lock.stopped:
            self._lock.release()
            message = "the disk failed to keep what was written; see folkmoot doctor"
            raise WritingStoppedError(message)
        self.held = True

    def settle(self, *, committed: bool = True) -> None:
        """If nothing is being written any more, let go, and then wait for the disk.

        A transaction that only looked waits, too: what it saw may be somebody's commit that is not on the disk yet, and
        the answer to a repeated post is made of nothing else.

        Args:
            committed: False when what was written is undone; nothing is promised then.

        Raises:
            NotFlushedError: it is committed, and the disk did not take it.
        """
        if self.held and not self.writing_cursors and not self._connection.in_transaction:
            try:
                self._before_release(self._connection)
            finally:
                self.drop()
            if committed and self.waits_for_disk:
                self._flush.wait()

    def drop(self) -> None:
        """Let go whatever is open: the connection is gone."""
        if self.held:
            self.held = False
            self._lock.release()

    def __del__(self) -> None:
        """A connection collected with its transaction open must not block the others for ever."""
        self.drop()
