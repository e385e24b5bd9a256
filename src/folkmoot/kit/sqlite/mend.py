"""After a flush that failed: nobody writes until everything was restarted, and then what is there is made certain.

In the running system nobody can tell which frames of the log are on the disk: the kernel may show pages that it
failed to write, and drop them later. So nothing is mended there. Once every process is gone, SQLite reads the log anew
and takes only frames whose checksums are right; those are brought into the database file, and that file is flushed.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat

from django.db import OperationalError

from folkmoot.kit.sqlite.lock import lock_of


def writing_is_stopped(database: str) -> bool:
    """Return whether a flush of this database file failed, in any process, and nobody has mended it since."""
    try:
        return not lock_of(database).path.stat().st_mode & stat.S_IWUSR
    except FileNotFoundError:
        return False


def resume_writing(database: str) -> None:
    """Bring the whole log into the database file, flushed, and let everybody write again.

    `locking_mode=EXCLUSIVE` before the first look makes SQLite refuse when anybody else is connected, and otherwise
    read the log anew, instead of trusting the shared index that a running process may have left.

    Raises:
        OperationalError: somebody still uses the database, or the disk fails again; writing stays stopped.
    """
    lock = lock_of(database)
    lock.acquire()
    try:
        with contextlib.closing(sqlite3.connect(os.path.realpath(database), isolation_level=None)) as alone:
            alone.execute("PRAGMA locking_mode = EXCLUSIVE")
            alone.execute("PRAGMA synchronous = FULL")
            blocked, frames, moved = alone.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if blocked or frames != moved:
            message = f"{frames - moved} pages of the log of {database} could not be brought into it"
            raise OperationalError(message)
        lock.resume()
    except sqlite3.Error as error:
        message = f"{database} cannot be mended ({error}): stop everything that uses it and start again"
        raise OperationalError(message) from error
    finally:
        lock.release()
