"""A database file of its own for each test, reached like any other through `connections["scratch"]`."""

from __future__ import annotations

import pytest
from django.db import connections

from folkmoot.kit.sqlite import lock


@pytest.fixture
def scratch(tmp_path, django_db_blocker):
    """Return the alias of a fresh database with one table, `word(text)`."""
    connections.databases["scratch"] = {
        **connections.databases["default"],
        "ENGINE": "folkmoot.kit.sqlite",
        "NAME": str(tmp_path / "scratch.sqlite3"),
    }
    with django_db_blocker.unblock():
        with connections["scratch"].cursor() as cursor:
            cursor.execute("CREATE TABLE word (text TEXT UNIQUE)")
        yield "scratch"
        connections["scratch"].close()
    del connections["scratch"]
    del connections.databases["scratch"]


@pytest.fixture
def connection(scratch):
    return connections[scratch]


@pytest.fixture
def free(tmp_path):
    """Return whether nobody holds the lock, in this process or another."""

    def is_free() -> bool:
        other = lock.WriteLock(tmp_path / "scratch.sqlite3.lock")
        try:
            return other._try_file()
        finally:
            other.forget()  # closes its file, and so frees it

    return is_free
