"""The tests' own tables, at another place for a while: on a small disk, for instance."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection


def copy_tables(path: Path) -> None:
    """Write the database of the tests, as it is now, to a new file."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])


@contextmanager
def database_at(path: Path) -> Iterator[None]:
    """Let models and queries mean the file at `path` while the block runs."""
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
