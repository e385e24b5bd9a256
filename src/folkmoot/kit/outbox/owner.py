"""Who runs the drain, or migrates: at most one process of all that share the database, a new one as soon as it dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from folkmoot.kit.database import database_version


class Chore(Enum):
    """What one process does for all: its PostgreSQL advisory key, eight letters read as a number."""

    DRAIN = 0x666F6C6B6D6F6F74  # "folkmoot"
    MIGRATION = 0x666F6C6B6D696772  # "folkmigr"


class Ownership(Protocol):
    """A claim that ends with the process."""

    def hold(self) -> bool:
        """Take it, or make sure that it is still ours; return whether it is."""

    def release(self) -> None:
        """Give it up."""


def ownership(chore: Chore = Chore.DRAIN) -> Ownership:
    """Return a claim, not yet held, of the kind that the database needs."""
    if connection.vendor == "sqlite":
        return FileOwnership(settings.FOLKMOOT.data / f"{chore.name.lower()}.lock")
    return SessionOwnership(chore.value)


@contextmanager
def in_turn(chore: Chore, *, pause: Callable[[], None]) -> Iterator[None]:
    """Hold the claim of a chore while the body runs, calling `pause` as long as another process has it.

    Raises:
        DatabaseError: the database does not answer.
    """
    claim = ownership(chore)
    database_version()  # a database that is away raises here; `hold` would only say no
    while not claim.hold():
        pause()
        database_version()
    try:
        yield
    finally:
        claim.release()


class FileOwnership:
    """`flock` on a file of the data folder: all processes are on this machine."""

    def __init__(self, path: Path) -> None:
        """Remember the path; the file is made when first held and never removed."""
        self._path = path
        self._descriptor: int | None = None

    def hold(self) -> bool:
        """Return whether the file is ours."""
        if self._descriptor is not None:
            return True
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def release(self) -> None:
        """Close the file, and so free it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


class SessionOwnership:
    """An advisory lock of PostgreSQL, on a connection of its own that is never reconnected silently."""

    def __init__(self, key: int) -> None:
        """Start without a connection."""
        self._key = key
        self._connection: BaseDatabaseWrapper | None = None

    def hold(self) -> bool:
        """Return whether the lock is ours; a connection that was lost has lost it."""
        try:
            return self._ask()
        except (DatabaseError, InterfaceError):
            self.release()
            return False

    def release(self) -> None:
        """Close the connection, and so free the lock."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _ask(self) -> bool:
        if self._connection is not None:
            with self._connection.cursor() as cursor:
                cursor.execute("SELECT 1")
            return True
        self._connection = connection.copy()
        with self._connection.cursor() as cursor:
            # A machine that vanishes is noticed after 20 seconds, not after two hours.
            cursor.execute(
                "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 2"
            )
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [self._key])
            (ours,) = cursor.fetchone()
        if not ours:
            self.release()
        return bool(ours)
