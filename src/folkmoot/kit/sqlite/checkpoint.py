"""When the write-ahead log goes back into the database file. Only the holder of the write lock does it.

`journal_size_limit` is `PASSIVE_BYTES`: SQLite cuts the log file to that when it starts anew. So the file is longer than
that exactly when the log is, and everything below is written over in place, which a flush to disk rewards.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import time

from folkmoot.kit.failpoints import Failpoint, reach

PASSIVE_BYTES = 4 * 2**20
TRUNCATE_BYTES = 64 * 2**20
STEP_BYTES = 2**20
AGAIN_AFTER_S = 10.0

log = logging.getLogger(__name__)


class Checkpointer:
    """Checkpoints of one database file in one process.

    Attributes:
        done: how many were completed.
        blocked: how many were cut short by a reader; the next is tried at a commit when the log has grown by `STEP_BYTES`, or
            after `AGAIN_AFTER_S`: when the reader is gone, what the house writes for itself is enough to shorten it.
        spent_s: seconds spent on them.
    """

    def __init__(self, database: str) -> None:
        """Remember where the log lies; it comes and goes."""
        self.done = 0
        self.blocked = 0
        self.spent_s = 0.0
        self._wal = database + "-wal"
        self._due_bytes = PASSIVE_BYTES
        self._tried_at_s = 0.0

    def run_if_due(self, connection: sqlite3.Connection) -> None:
        """Checkpoint when the log is long; never raise: the commit before it is already durable."""
        try:
            size_bytes = os.stat(self._wal).st_size  # noqa: PTH116 -- runs after every commit; Path costs more
        except FileNotFoundError:
            return
        if size_bytes <= PASSIVE_BYTES:
            self._due_bytes = PASSIVE_BYTES
        elif size_bytes > self._due_bytes or time.monotonic() - self._tried_at_s >= AGAIN_AFTER_S:
            self._due_bytes = size_bytes + STEP_BYTES
            self._run(connection, "TRUNCATE" if size_bytes > TRUNCATE_BYTES else "PASSIVE")

    def _run(self, connection: sqlite3.Connection, mode: str) -> None:
        started = time.monotonic()
        timeout_ms = connection.execute("PRAGMA busy_timeout").fetchone()[0]
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            reach(Failpoint.CHECKPOINT_COMING)
            busy, log_frames, moved_frames = connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        except (
            sqlite3.OperationalError
        ) as error:  # this connection still reads (an iterator left open), or the disk is full
            log.warning("checkpoint put off: %s", error)
            busy, log_frames, moved_frames = 1, 0, 0
        finally:
            connection.execute(f"PRAGMA busy_timeout = {timeout_ms:d}")
        reach(Failpoint.CHECKPOINT_DONE)
        if busy or moved_frames < log_frames:
            self.blocked += 1
        else:
            self.done += 1
        self._tried_at_s = time.monotonic()
        self.spent_s += self._tried_at_s - started


_CHECKPOINTERS: dict[str, Checkpointer] = {}


def checkpointer_of(database: str) -> Checkpointer:
    """Return this process's checkpointer of the database file at path `database`."""
    name = os.path.realpath(database)
    return _CHECKPOINTERS.get(name) or _CHECKPOINTERS.setdefault(name, Checkpointer(name))
