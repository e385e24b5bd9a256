"""One writer at a time on a SQLite file, over all threads and processes of the machine.

SQLite before 3.51.3 can corrupt a WAL database when two connections write or checkpoint
at the same instant. SQLite's own lock does not help (the fault is inside it), so writers
queue here first: on a `threading.Lock`, then on `flock` of a file beside the database.
The kernel frees the second when a process dies.
"""

from __future__ import annotations

import fcntl
import logging
import os
import random
import stat
import threading
import time
from pathlib import Path
from typing import Protocol

from django.db import OperationalError

WAIT_S = 10.0
SHORTEST_NAP_S = 0.0003
LONGEST_NAP_S = 0.002
OPEN = 0o600
STOPPED = 0o400

log = logging.getLogger(__name__)


class DatabaseBusyError(OperationalError):
    """The database could not be had in time; nothing was written and the caller may try again."""


class WritingStoppedError(OperationalError):
    """The disk failed to keep something earlier; nothing was written, and nothing is until somebody has looked."""


class Lock(Protocol):
    """What a connection needs of a lock."""

    stopped: bool

    def acquire(self) -> None:
        """Return when the lock is ours; raise `DatabaseBusyError` when that takes too long."""

    def release(self) -> None:
        """Let the next one write."""


class NoLock:
    """For databases in memory: nobody else can reach them."""

    stopped = False

    def acquire(self) -> None:
        """Do nothing."""

    def release(self) -> None:
        """Do nothing."""


class WriteLock:
    """The lock of one database file, one object per process.

    Attributes:
        taken: how often it was acquired.
        waits: how often somebody else had it.
        wait_s: seconds spent waiting, by all threads of this process.
        held_s: seconds for which this process had it.
        stopped: somebody's flush failed (`stop`), as seen when it was last acquired.
    """

    def __init__(self, path: Path) -> None:
        """Remember the path of the lock's own file; it and its folder are made on first use and never removed."""
        self.path = path
        self.taken = 0
        self.waits = 0
        self.wait_s = 0.0
        self.held_s = 0.0
        self.stopped = False
        self._taken_at_s = 0.0
        self._threads = threading.Lock()
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Return when this thread may write.

        Raises:
            DatabaseBusyError: others held it for `WAIT_S` seconds.
            OperationalError: the lock file cannot be made.
        """
        if self._threads.acquire(blocking=False):
            waited_since = None
        else:
            waited_since = time.monotonic()
            if not self._threads.acquire(timeout=WAIT_S):
                raise self._busy()
        try:
            if not self._try_file():
                waited_since = waited_since or time.monotonic()
                self._wait_for_file(deadline=waited_since + WAIT_S)
        except BaseException:
            self._threads.release()
            raise
        self.taken += 1
        self._taken_at_s = time.monotonic()
        if waited_since is not None:
            self.waits += 1
            self.wait_s += self._taken_at_s - waited_since

    def release(self) -> None:
        """Let the next one write."""
        self.held_s += time.monotonic() - self._taken_at_s
        if self._descriptor is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self._threads.release()

    def stop(self) -> None:
        """Let nobody write any more, in this process or another, now or after a restart, until `resume`.

        The mark is that the lock's file cannot be written: it needs no room on a disk that may be full or broken,
        everybody sees it at once, and asking costs nothing.
        """
        self._mark(STOPPED)

    def resume(self) -> None:
        """Let everybody write again."""
        self._mark(OPEN)

    def forget(self) -> None:
        """Start anew in a forked child: the parent's descriptor would share the parent's lock."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
        self._threads = threading.Lock()

    def _try_file(self) -> bool:
        if self._descriptor is None:
            self._descriptor = self._open()
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        status = os.fstat(self._descriptor)
        if status.st_nlink:
            self.stopped = not status.st_mode & stat.S_IWUSR
            return True
        # Somebody tidied the file away; newcomers lock a new one, so we must too.
        os.close(self._descriptor)
        self._descriptor = None
        return self._try_file()

    def _mark(self, mode: int) -> None:
        try:
            self.path.chmod(mode)
        except OSError as error:
            log.critical("%s cannot be marked: %s", self.path, error)

    def _wait_for_file(self, *, deadline: float) -> None:
        """Ask again and again; at most one thread of a process is here, so asking often is cheap.

        A nap is a hundredth of the wait so far: 0.3 ms while others only commit (they hold it for about a millisecond,
        and each look costs a tenth of that nap), 2 ms behind a long batch.
        """
        started = time.monotonic()
        while (now_s := time.monotonic()) < deadline:
            nap_s = min(max((now_s - started) / 100, SHORTEST_NAP_S), LONGEST_NAP_S)
            time.sleep(nap_s * random.uniform(0.5, 1.5))  # noqa: S311 -- spreads the askers; nothing secret
            if self._try_file():
                return
        raise self._busy()

    def _open(self) -> int:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)  # the data folder, when it is used for the first time
            return os.open(self.path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, OPEN)
        except OSError as error:
            message = f"the lock file {self.path} cannot be opened ({error.strerror})"
            raise OperationalError(message) from error

    def _busy(self) -> DatabaseBusyError:
        return DatabaseBusyError(f"others have been writing to {self.path.stem} for {WAIT_S:.0f} seconds")


_LOCKS: dict[str, WriteLock] = {}


def lock_of(database: str) -> WriteLock:
    """Return this process's lock of the database file at path `database`."""
    name = os.path.realpath(database) + ".lock"
    return _LOCKS.get(name) or _LOCKS.setdefault(name, WriteLock(Path(name)))


def _forget_all() -> None:
    for lock in _LOCKS.values():
        lock.forget()


os.register_at_fork(after_in_child=_forget_all)
