"""Django's SQLite backend with a lock for whoever writes or checkpoints. `docs/operate/storage.md` says why."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLiteWrapper

from folkmoot.kit.sqlite.checkpoint import PASSIVE_BYTES, checkpointer_of
from folkmoot.kit.sqlite.cursor import LockedCursor
from folkmoot.kit.sqlite.flush import Flush, NoFlush, flush_of
from folkmoot.kit.sqlite.grip import Grip
from folkmoot.kit.sqlite.lock import WAIT_S, DatabaseBusyError, Lock, NoLock, lock_of

# Each is set on every connection and read back; SQLite keeps silent about one that it cannot honour.
# With NORMAL SQLite flushes at checkpoints only; commits wait for a flush of ours (`flush.py`).
PRAGMAS: dict[str, tuple[str, object]] = {
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("NORMAL", 1),
    "foreign_keys": ("ON", 1),
    "wal_autocheckpoint": ("0", 0),
    "journal_size_limit": (str(PASSIVE_BYTES), PASSIVE_BYTES),
    "mmap_size": ("0", 0),
}
ONLY_FOR_FILES = ("journal_mode", "mmap_size")


class DatabaseWrapper(SQLiteWrapper):
    """SQLite, one writer at a time: see `lock.py` for the lock and `grip.py` for when it is held."""

    grip: Grip

    def get_connection_params(self) -> dict[str, Any]:
        """Return what sqlite3.connect takes: Django's, with our waiting time and transactions that lock at BEGIN."""
        params: dict[str, Any] = super().get_connection_params()
        params.setdefault("timeout", WAIT_S)
        self.transaction_mode = "IMMEDIATE"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Return a connection made under the lock: opening may replay the log of a crash.

        Raises:
            ImproperlyConfigured: a pragma did not take, for instance WAL on a network disk.
            DatabaseBusyError: the lock could not be had.
        """
        lock = self._lock()
        lock.acquire()
        try:
            connection: sqlite3.Connection = super().get_new_connection(conn_params)
            self._set_pragmas(connection)
        finally:
            lock.release()
        flush = self._flush()
        flush.watch()
        self.grip = Grip(lock, connection, self._before_release(), flush)
        return connection

    def create_cursor(self, name: str | None = None) -> LockedCursor:  # noqa: ARG002 -- Django's signature
        """Return a cursor that takes the lock for what writes."""
        cursor: LockedCursor = self.connection.cursor(factory=LockedCursor)
        cursor.grip = self.grip
        return cursor

    def _lock(self) -> Lock:
        return NoLock() if self.is_in_memory_db() else lock_of(self.settings_dict["NAME"])

    def _flush(self) -> Flush | NoFlush:
        return NoFlush() if self.is_in_memory_db() else flush_of(self.settings_dict["NAME"])

    def _before_release(self) -> Callable[[sqlite3.Connection], None]:
        if self.is_in_memory_db():
            return lambda _connection: None
        return checkpointer_of(self.settings_dict["NAME"]).run_if_due

    def _set_pragmas(self, connection: sqlite3.Connection) -> None:
        for name, (value, expected) in PRAGMAS.items():
            if name in ONLY_FOR_FILES and self.is_in_memory_db():
                continue
            connection.execute(f"PRAGMA {name} = {value}")
            row = connection.execute(f"PRAGMA {name}").fetchone()
            if row is not None and row[0] != expected:  # no row: SQLite was built without it
                connection.close()
                message = (
                    f"SQLite answers {name} = {row[0]!r} instead of {expected!r}; is the data folder on a local disk?"
                )
                raise ImproperlyConfigured(message)

    def _start_transaction_under_autocommit(self) -> None:
        """BEGIN IMMEDIATE. The cursor takes the lock before it and lets it go only if it fails."""
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # django-stubs leave it out
        except OperationalError as error:
            if getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                message = "a program that does not know our lock is writing to the database"
                raise DatabaseBusyError(message) from error
            raise

    def _commit(self) -> None:
        """COMMIT, let the lock go, wait for the disk.

        Raises:
            NotFlushedError: it is committed and may not be durable; Django runs no on_commit callback then.
        """
        self._settling(super()._commit)  # type: ignore[misc]  # django-stubs leave it out

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # django-stubs leave it out
        finally:
            self._settle(committed=False)

    def _set_autocommit(self, autocommit: bool) -> None:  # noqa: FBT001 -- Django's signature
        """Turning it on commits what an implicit transaction holds."""
        self._settling(lambda: super(DatabaseWrapper, self)._set_autocommit(autocommit))  # type: ignore[misc]  # as above

    def _close(self) -> None:
        """Close under the lock: the last connection to go checkpoints and removes the log."""
        if self.connection is None:
            return
        try:
            self.grip.take(to_write=False)
        except DatabaseBusyError:
            _kept_open.append(self.connection)
            raise
        try:
            super()._close()  # type: ignore[misc]  # django-stubs leave it out
        finally:
            self.grip.drop()

    def _settling(self, act: Callable[[], None]) -> None:
        """Run what may commit, and settle as it went."""
        try:
            act()
        except BaseException:
            self._settle(committed=False)
            raise
        self._settle(committed=True)

    def _settle(self, *, committed: bool) -> None:
        if self.connection is not None:
            self.grip.settle(committed=committed)


# Connections that could not be closed under the lock. Better a leak than a checkpoint beside a writer.
_kept_open: list[sqlite3.Connection] = []
