"""Which errors mean that nothing can be kept any more."""

from __future__ import annotations

import errno
import sqlite3

import psycopg
import pytest
from django.db import OperationalError

from folkmoot.kit.sqlite.flush import NotFlushedError
from folkmoot.kit.sqlite.lock import DatabaseBusyError, WritingStoppedError
from folkmoot.kit.storage import takes_nothing


def full_database(tmp_path) -> sqlite3.Connection:
    """Return a database that may not grow."""
    connection = sqlite3.connect(tmp_path / "full.sqlite3", isolation_level=None)
    connection.execute("CREATE TABLE word (text TEXT)")
    connection.execute("PRAGMA max_page_count = 2")
    return connection


def caused_by(cause: BaseException) -> OperationalError:
    """Return what Django makes of a driver's error."""
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def test_what_sqlite_says_on_a_full_disk(tmp_path):
    connection = full_database(tmp_path)
    with pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute("INSERT INTO word VALUES (zeroblob(100000))")
    connection.close()
    assert takes_nothing(caught.value)
    assert takes_nothing(caused_by(caught.value))


def test_what_sqlite_says_of_a_mistake_is_none(tmp_path):
    connection = full_database(tmp_path)
    with pytest.raises(sqlite3.OperationalError) as caught:
        connection.execute("INSERT INTO phrase VALUES (1)")
    connection.close()
    assert not takes_nothing(caused_by(caught.value))


@pytest.mark.parametrize(
    ("error", "is_one"),
    [
        (OSError(errno.ENOSPC, "full"), True),
        (OSError(errno.EDQUOT, "quota"), True),
        (FileNotFoundError(errno.ENOENT, "gone"), False),
        (caused_by(psycopg.errors.DiskFull("full")), True),
        (caused_by(psycopg.errors.QueryCanceled("slow")), False),
        (NotFlushedError("in doubt"), True),
        (WritingStoppedError("stopped"), True),
        (DatabaseBusyError("busy"), False),
        (RuntimeError("a bug"), False),
    ],
)
def test_what_others_say(error, is_one):
    assert takes_nothing(error) is is_one


def test_what_failed_first_counts_when_the_tidying_up_failed_too():
    error = RuntimeError("no such savepoint")
    error.__context__ = OSError(errno.ENOSPC, "full")
    error.__context__.__context__ = error
    assert takes_nothing(error)
