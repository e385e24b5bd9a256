"""Which database this is, and whether it is set up to keep what it acknowledged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from django.db import connection

from folkmoot.kit.sqlite.base import PRAGMAS
from folkmoot.kit.sqlite.flush import NotFlushedError, flush_of
from folkmoot.kit.sqlite.mend import resume_writing, writing_is_stopped


def database_exists() -> bool:
    """Return whether there is one to connect to; SQLite would make its file by looking."""
    return connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]).exists()


def database_version() -> str:
    """Return its name and version; raise `DatabaseError` when it does not answer."""
    if connection.vendor == "sqlite":
        _value("SELECT 1")
        return f"SQLite {sqlite3.sqlite_version}"
    return f"PostgreSQL {_value('SHOW server_version')}"


def durability_doubts() -> list[str]:
    """Return why a commit could be lost, as `name is value`; empty when all is well.

    On SQLite a commit is as durable as our own flush, so one is made.
    """
    if connection.vendor == "sqlite":
        found = {name: (_pragma(name), expected) for name, (_, expected) in PRAGMAS.items()}
        found["the flush"] = (_flush(), "done")
        found["writing"] = ("stopped" if writing_is_stopped(connection.settings_dict["NAME"]) else "allowed", "allowed")
    else:
        names = ("fsync", "full_page_writes", "synchronous_commit")
        found = {name: (_value(f"SHOW {name}"), "on") for name in names}
    return [f"{name} is {value}" for name, (value, expected) in found.items() if value not in (expected, None)]


def mend_database() -> None:
    """Allow writing again if the disk failed to keep something before this start; nothing happens otherwise.

    Raises:
        OperationalError: somebody still uses the database, or the disk fails again.
    """
    if connection.vendor == "sqlite" and writing_is_stopped(connection.settings_dict["NAME"]):
        connection.close()
        resume_writing(connection.settings_dict["NAME"])


def _pragma(name: str) -> object:
    """Return its value, without our cursor: that would take the write lock, which nobody gets once writing is stopped."""
    connection.ensure_connection()
    row = connection.connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def _flush() -> str:
    try:
        flush_of(connection.settings_dict["NAME"]).wait()
    except NotFlushedError:
        return "refused by the disk"
    return "done"


def _value(statement: str) -> object:
    """Return the first column of the first row, or None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row[0] if row else None
