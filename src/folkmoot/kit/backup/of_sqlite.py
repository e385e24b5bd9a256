"""SQLite: SQLite's own online copy, and its own checks."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from folkmoot.kit.backup.engine import Tell
from folkmoot.kit.backup.manifest import Contents
from folkmoot.kit.backup.refusals import BadBackupError

PAGES_AT_ONCE = 256
"""One megabyte: the interpreter is free in between, and whoever stops us waits no longer than that."""
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"


class SqliteEngine:
    """The database file of the data folder, or the file at `path`."""

    name = "sqlite"
    member = "database.sqlite3"
    squeeze = True

    def __init__(self, path: Path | None = None) -> None:
        """Take the configured file unless told otherwise."""
        self._path = path or Path(connection.settings_dict["NAME"])

    def version(self) -> str:
        """Return SQLite's version."""
        return sqlite3.sqlite_version

    def exists(self) -> bool:
        """Return whether the file is there. It is not opened: that would make it."""
        return self._path.exists()

    def size_bytes(self) -> int:
        """Return the size of the file; what is still in its log comes on top."""
        return self._path.stat().st_size if self.exists() else 0

    def copy(self, to: Path, tell: Tell) -> Contents:
        """Write a copy of one moment to `to`.

        One read transaction spans all steps: in WAL mode it keeps nobody from writing, and without it SQLite would
        start again whenever somebody else has written. Connecting and closing take the write lock for an instant;
        reading takes none.

        The copy is one file by itself. It stays marked as one that is written with a log: a connection that first had
        to turn that on would begin without the log that its commits are flushed to.
        """
        source = connection.copy()
        source.ensure_connection()
        try:
            raw = source.connection
            raw.execute("BEGIN")
            raw.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
            with closing(_create(to)) as target:
                raw.backup(
                    target, pages=PAGES_AT_ONCE, progress=lambda _, left, all_: tell(1 - left / all_ if all_ else 1)
                )
                return _contents(target)
        finally:
            source.close()

    def check(self, copy: Path, contents: Contents) -> None:
        """Ask SQLite itself, and count every table anew."""
        try:
            with closing(sqlite3.connect(f"file:{quote(str(copy))}?mode=ro&immutable=1", uri=True)) as opened:
                complaint = _complaint(opened, contents)
        except sqlite3.Error as error:
            complaint = str(error)
        if complaint:
            message = f"The database in this backup is damaged: {complaint}."
            raise BadBackupError(message)

    def files(self) -> tuple[str, ...]:
        """Return the database file and its companions; its `.lock` stays where it is, for locks are on the file."""
        return (self._path.name, f"{self._path.name}-wal", f"{self._path.name}-shm")

    def require_quiet(self) -> None:
        """Do nothing: everyone who serves is on this machine, and `kit.presence` knows them."""

    def set_aside(self, label: str) -> None:
        """Do nothing: the file has been moved."""

    def put(self, copy: Path, contents: Contents) -> None:  # noqa: ARG002 -- it was counted when it was checked
        """Move the copy into place."""
        os.replace(copy, self._path)  # noqa: PTH105 -- the same verb as everywhere in this room

    def undo(self, label: str, *, had_database: bool) -> None:
        """Do nothing: the file is moved back."""


def _create(path: Path) -> sqlite3.Connection:
    """Return a connection to a new file that need not survive a crash: it is packed, flushed and checked later."""
    target = sqlite3.connect(path, isolation_level=None)
    target.execute("PRAGMA synchronous = OFF")
    return target


def _complaint(opened: sqlite3.Connection, contents: Contents) -> str:
    """Return what is wrong with a database, "" when nothing is."""
    opened.execute("PRAGMA trusted_schema = OFF")
    (found,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        return str(found).splitlines()[-1]
    broken = opened.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        return f"a row of {broken[0]} points to one of {broken[2]} that is not there"
    return "" if _contents(opened) == contents else "it has not the rows that the manifest counts"


def _contents(opened: sqlite3.Connection) -> Contents:
    tables = [name for (name,) in opened.execute(TABLES)]
    counts = {}
    for table in tables:
        quoted = table.replace('"', '""')
        (counts[table],) = opened.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608 -- quoted
    migrations = ()
    if "django_migrations" in tables:
        rows = opened.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
        migrations = tuple(name for (name,) in rows)
    return Contents(migrations=migrations, counts=counts)
