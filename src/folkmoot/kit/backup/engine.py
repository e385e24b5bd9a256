"""What a backup needs of a database, and which one is here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from django.db import connection

from folkmoot.kit.backup.manifest import Contents

Tell = Callable[[float], None]
"""Hears how far something has come, from 0 to 1. It may raise, and that ends the work."""


class Engine(Protocol):
    """One kind of database. The first half copies and checks, the second replaces."""

    name: str
    member: str
    squeeze: bool

    def version(self) -> str:
        """Return the engine's own version."""

    def exists(self) -> bool:
        """Return whether there is a database with tables in it."""

    def size_bytes(self) -> int:
        """Return about how large a copy will be."""

    def copy(self, to: Path, tell: Tell) -> Contents:
        """Write a consistent copy to the new file `to` while others read and write; return what is in it.

        Raises:
            RefusedError: what is needed for it is missing.
        """

    def check(self, copy: Path, contents: Contents) -> None:
        """Return if the copy can be relied on.

        Raises:
            BadBackupError: it cannot.
            RefusedError: what is needed to find out is missing.
        """

    def files(self) -> tuple[str, ...]:
        """Return the names in the data folder that belong to the database."""

    def require_quiet(self) -> None:
        """Return if nobody else is connected.

        Raises:
            RefusedError: somebody is.
        """

    def set_aside(self, label: str) -> None:
        """Keep what is in the database under the name `label`; its files have been moved already."""

    def put(self, copy: Path, contents: Contents) -> None:
        """Bring a checked copy into the now empty database.

        Raises:
            BadBackupError: it does not go in whole.
        """

    def undo(self, label: str, *, had_database: bool) -> None:
        """Bring back what `set_aside` kept, and remove what came in; nothing happens where nothing has happened yet."""


def engine_here() -> Engine:
    """Return the engine of the configured database."""
    if connection.vendor == "sqlite":
        from folkmoot.kit.backup.of_sqlite import SqliteEngine  # noqa: PLC0415 -- one of the two is never needed

        return SqliteEngine()
    from folkmoot.kit.backup.of_postgresql import PostgresqlEngine  # noqa: PLC0415 -- as above

    return PostgresqlEngine()
