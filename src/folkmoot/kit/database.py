"""Which database this is, and whether it is set up to keep what it acknowledged."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from django.db import connection

from folkmoot.kit.sqlite.base import PRAGMAS


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
    """Return the settings under which a commit could be lost, as `name is value`; empty when all is well."""
    if connection.vendor == "sqlite":
        found = {name: (_value(f"PRAGMA {name}"), expected) for name, (_, expected) in PRAGMAS.items()}
    else:
        names = ("fsync", "full_page_writes", "synchronous_commit")
        found = {name: (_value(f"SHOW {name}"), "on") for name in names}
    return [f"{name} is {value}" for name, (value, expected) in found.items() if value not in (expected, None)]


def _value(statement: str) -> object:
    """Return the first column of the first row, or None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
    return row[0] if row else None
