"""A backup restored by its owner's command into a house of its own, and what is in that house then."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

from tests.plugin import ON_POSTGRES
from tests.postgres_tools import tools_folder

WORDS = "SELECT source, id FROM discussion_comment"
RESTORED = "folkmoot_restored"


@contextmanager
def restored(file: Path, data: Path) -> Iterator[dict[str, int]]:
    """Restore `file` into the empty folder `data`, and give the comments that are there: id by words."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    environ |= {"FOLKMOOT_DATA": str(data)}
    if ON_POSTGRES:
        address = urlsplit(settings.FOLKMOOT.database_url)._replace(path=f"/{RESTORED}")
        environ |= {"FOLKMOOT_DATABASE_URL": urlunsplit(address), "FOLKMOOT_POSTGRES_TOOLS": tools_folder()}
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {RESTORED}")
    words = [sys.executable, "-m", "folkmoot", "restore", str(file)]
    done = subprocess.run(words, env=environ, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    yield _comments_on_postgresql() if ON_POSTGRES else _comments_in(data / "folkmoot.sqlite3")
    if ON_POSTGRES:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {RESTORED} WITH (FORCE)")


def _comments_in(database: Path) -> dict[str, int]:
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        return dict(opened.execute(WORDS).fetchall())


def _comments_on_postgresql() -> dict[str, int]:
    other = connection.copy()
    other.settings_dict = {**other.settings_dict, "NAME": RESTORED}
    with other.cursor() as cursor:
        cursor.execute(WORDS)
        found = dict(cursor.fetchall())
    other.close()
    return found
