from __future__ import annotations

import errno
import os

import pytest
from django.db import connection

from folkmoot.kit.database import durability_doubts, mend_database
from folkmoot.kit.ratelimit import Limit
from folkmoot.kit.sqlite import flush as flushes
from folkmoot.kit.sqlite.flush import Flush
from folkmoot.kit.sqlite.lock import WritingStoppedError, lock_of

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def database():
    """Return the path of the SQLite database, which may be written to again afterwards."""
    if connection.vendor != "sqlite":
        pytest.skip("the flush is PostgreSQL's own business")
    path = connection.settings_dict["NAME"]
    yield path
    lock_of(path).resume()
    connection.close()  # the next one waits for the real disk again


def refuse(_descriptor: int) -> None:
    raise OSError(errno.EIO, "Input/output error")


def write() -> None:
    Limit.objects.update_or_create(key="a", defaults={"tat_us": 1})


def test_a_database_as_we_set_it_up_leaves_no_doubts():
    write()
    assert durability_doubts() == []


def test_a_disk_that_refuses_the_flush_is_a_doubt_and_so_is_what_follows(database, monkeypatch):
    log = os.path.realpath(database) + "-wal"
    monkeypatch.setitem(flushes._FLUSHES, log, Flush(log, lock_of(database), sync=refuse))
    assert durability_doubts() == ["the flush is refused by the disk", "writing is stopped"]


def test_writing_that_was_stopped_is_allowed_again_by_the_next_start(database):
    lock_of(database).stop()
    with pytest.raises(WritingStoppedError):
        write()
    mend_database()
    write()
    assert durability_doubts() == []


def test_a_start_without_anything_to_mend_changes_nothing():
    write()
    before = connection.connection
    mend_database()
    assert connection.connection is before
