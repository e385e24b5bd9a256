"""One flush to the disk for all commits that wait for one. ADR 0008 says why this is as safe as SQLite's own.

SQLite runs with `synchronous=NORMAL`: a commit writes its frames to the `-wal` file and does not wait. Whoever
committed lets the write lock go, so that the next one can write, and then waits here until a flush of that file that
*began after its frames were written* has ended well. Only then does the commit return.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from typing import Protocol

from django.db import OperationalError

from folkmoot.kit.sqlite.lock import WriteLock, lock_of

# macOS has no fdatasync.
SYNC: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)


class NotFlushedError(OperationalError):
    """The disk did not take a commit: the rows are there, and a power cut may take them. The caller is in doubt."""


class Waiting(Protocol):
    """What a connection needs of a flush."""

    def watch(self) -> None:
        """Be there before the first commit; called when a connection was made."""

    def wait(self) -> None:
        """Return when all that was committed is on the disk; raise `NotFlushedError` when the disk refuses."""


class NoFlush:
    """For databases in memory."""

    def watch(self) -> None:
        """Do nothing."""

    def wait(self) -> None:
        """Do nothing."""


class Flush:
    """The log of one database file, one object per process.

    Flushes of a process follow each other, and each serves everybody who came before it began: the first who finds
    none running makes it, the others wait for it. Processes do not wait for each other; each flushes for itself.

    After a flush that failed nothing is acknowledged any more. The kernel reports a failed write once to each open
    descriptor and forgets it, so a later flush that succeeds proves nothing: hence `failed` for this process, and the
    lock's `stop` for the others until somebody has restarted them (`mend.py`).

    Attributes:
        flushes: how many ended well.
        commits: how many commits they were for.
        spent_s: seconds that the flushes took.
        failed: the disk refused one.
    """

    def __init__(self, log: str, lock: WriteLock, *, sync: Callable[[int], None] = SYNC) -> None:
        """Remember where the log is.

        Args:
            log: path of the `-wal` file.
            lock: told to stop everybody when a flush fails.
            sync: flushes an open descriptor or raises OSError.
        """
        self.flushes = 0
        self.commits = 0
        self.spent_s = 0.0
        self.failed = False
        self._log = log
        self._lock = lock
        self._sync = sync
        self._changed = threading.Condition()
        self._begun = 0
        self._done = 0
        self._running = False
        self._descriptor = -1
        self._inode = (0, 0)

    def watch(self) -> None:
        """Open the log now: a descriptor hears only of failures that come after it was opened."""
        with self._changed:
            if not self._running:
                self._open_the_present_one()

    def wait(self) -> None:
        """Return when everything that was written to the log before this call is on the disk.

        Raises:
            NotFlushedError: this flush failed, or one before it.
        """
        with self._changed:
            needed = self._begun + 1  # one that is running may have begun before our frames were written
            self.commits += 1
            while self._done < needed and not self.failed:
                if self._running:
                    self._changed.wait()
                else:
                    self._lead()
            if self._done < needed:
                message = "the disk does not take what is written; nothing is written any more until a restart"
                raise NotFlushedError(message)

    def forget(self) -> None:
        """Close the log; the next flush opens it again."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _lead(self) -> None:
        """Flush for all who have come so far. Called, and returns, with `_changed` held; lets it go meanwhile."""
        self._begun += 1
        mine, started = self._begun, time.monotonic()
        self._running = True
        try:
            if self._open_the_present_one():
                self._changed.release()
                try:
                    self._sync(self._descriptor)
                finally:
                    self._changed.acquire()
                self.flushes += 1
            self._done = mine
            self.spent_s += time.monotonic() - started
        except OSError:
            self.failed = True
            self._lock.stop()
        finally:
            self._running = False
            self._changed.notify_all()

    def _open_the_present_one(self) -> bool:
        """Open the log unless the file of that name is open already; return whether there is one.

        SQLite removes it when the last connection goes, after everything in it has come into the database file. Before
        a new database is told to keep one there is none; then there is nothing to flush.

        Raises:
            FileNotFoundError: there was one, and somebody else removed it.
        """
        try:
            status = os.stat(self._log)  # noqa: PTH116 -- runs before every flush; Path costs more
        except FileNotFoundError:
            if self._descriptor >= 0:
                raise
            return False
        if self._descriptor < 0 or self._inode != (status.st_dev, status.st_ino):
            self.forget()
            self._descriptor = os.open(self._log, os.O_RDONLY | os.O_CLOEXEC)
            opened = os.fstat(self._descriptor)
            self._inode = (opened.st_dev, opened.st_ino)
        return True


_FLUSHES: dict[str, Flush] = {}


def flush_of(database: str) -> Flush:
    """Return this process's flush of the database file at path `database`."""
    log = os.path.realpath(database) + "-wal"
    return _FLUSHES.get(log) or _FLUSHES.setdefault(log, Flush(log, lock_of(database)))


# A forked child must not wait for a thread that it does not have.
os.register_at_fork(after_in_child=_FLUSHES.clear)
