from __future__ import annotations

import gc
import sqlite3
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, connections, transaction

from folkmoot.kit.sqlite import base, lock
from folkmoot.kit.sqlite.cursor import is_read
from folkmoot.kit.sqlite.lock import DatabaseBusyError


def words(connection) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM word ORDER BY rowid")
        return [text for (text,) in cursor.fetchall()]


def write(connection, text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO word VALUES (%s)", [text])


def fail_after_writing(connection) -> None:
    write(connection, "lost")
    raise ZeroDivisionError


@pytest.fixture
def foreign(connection):
    """Return a connection that knows nothing of our lock."""
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    yield other
    other.close()


@pytest.mark.parametrize(("pragma", "value"), [(name, expected) for name, (_, expected) in base.PRAGMAS.items()])
def test_every_connection_has_the_pragmas(connection, pragma, value):
    with connection.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_pragma_that_does_not_take_is_refused(connection, monkeypatch, free):
    monkeypatch.setitem(base.PRAGMAS, "journal_mode", ("DELETE", "wal"))
    connection.close()
    with pytest.raises(ImproperlyConfigured, match="local disk"):
        connection.ensure_connection()
    assert free()


def test_the_lock_is_held_from_begin_to_commit(scratch, connection, free):
    with transaction.atomic(using=scratch):
        assert not free()
        write(connection, "moot")
        assert not free()
    assert free()
    assert words(connection) == ["moot"]


def test_nested_blocks_and_savepoints_keep_it_until_the_outermost_ends(scratch, connection, free):
    with transaction.atomic(using=scratch):
        write(connection, "outer")
        with pytest.raises(IntegrityError), transaction.atomic(using=scratch):
            write(connection, "outer")
        assert not free()
        with transaction.atomic(using=scratch):
            write(connection, "inner")
        assert not free()
    assert free()
    assert words(connection) == ["outer", "inner"]


def test_an_exception_in_the_block_rolls_back_and_lets_go(scratch, connection, free):
    with pytest.raises(ZeroDivisionError), transaction.atomic(using=scratch):
        fail_after_writing(connection)
    assert free()
    assert words(connection) == []


def test_what_runs_after_the_commit_runs_without_the_lock(scratch, free):
    seen = []
    with transaction.atomic(using=scratch):
        transaction.on_commit(lambda: seen.append(free()), using=scratch)
    assert seen == [True]


def test_a_begin_that_fails_lets_go_and_says_that_the_database_is_busy(scratch, connection, foreign, free):
    connection.cursor().execute("PRAGMA busy_timeout = 10")
    foreign.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseBusyError, match="does not know our lock"), transaction.atomic(using=scratch):
        pytest.fail("the block must not run")
    assert free()
    foreign.execute("ROLLBACK")
    write(connection, "afterwards")


def test_a_lock_that_cannot_be_had_stops_the_block_before_it_begins(scratch, connection, monkeypatch):
    monkeypatch.setattr(lock, "WAIT_S", 0.05)
    held = lock.lock_of(connection.settings_dict["NAME"])
    held.acquire()
    with pytest.raises(DatabaseBusyError), transaction.atomic(using=scratch):
        pytest.fail("the block must not run")
    held.release()
    with transaction.atomic(using=scratch):
        write(connection, "again")
    assert words(connection) == ["again"]


def test_reading_never_waits_for_a_writer(connection, monkeypatch):
    held = lock.lock_of(connection.settings_dict["NAME"])
    held.acquire()
    assert words(connection) == []
    held.release()


def test_a_single_write_outside_a_block_holds_the_lock_while_it_runs(connection, free):
    held = []
    connection.connection.set_trace_callback(lambda sql: held.append((sql[:6], free())))
    write(connection, "alone")
    words(connection)
    assert held == [("INSERT", False), ("SELECT", True)]
    assert free()


def test_a_write_that_fails_outside_a_block_lets_go(connection, free):
    write(connection, "once")
    with pytest.raises(IntegrityError):
        write(connection, "once")
    assert free()


def test_a_write_that_returns_rows_holds_until_they_are_read(connection, free):
    for finish in (
        lambda cursor: cursor.fetchall(),
        lambda cursor: (cursor.fetchmany(1), cursor.fetchmany(5)),
        lambda cursor: (cursor.fetchone(), cursor.fetchone(), cursor.fetchone()),
        list,
        lambda cursor: cursor.close(),
        lambda cursor: cursor.execute("SELECT 1"),
        lambda cursor: cursor.execute("DELETE FROM word"),
    ):
        cursor = connection.cursor()
        cursor.execute("INSERT INTO word VALUES (abs(random())), (abs(random())) RETURNING text")
        assert not free()
        finish(cursor)
        assert free()


def test_a_cursor_that_is_forgotten_ends_its_write_before_the_lock_goes(connection, free):
    cursor = connection.cursor()
    cursor.execute("INSERT INTO word VALUES ('kept') RETURNING text")
    assert not free()
    del cursor
    assert free()
    assert words(connection) == ["kept"]


def test_a_reading_iterator_left_open_does_not_hold_the_lock(connection, free):
    for text in "abc":
        write(connection, text)
    reading = connection.cursor()
    reading.execute("SELECT text FROM word")
    reading.fetchone()
    assert free()
    write(connection, "d")
    assert free()
    reading.close()


def test_many_rows_and_scripts_are_written_under_the_lock(connection, free):
    held = []
    connection.connection.set_trace_callback(lambda sql: held.append(free()))
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO word VALUES (%s)", [["a"], ["b"]])
        cursor.cursor.executescript("INSERT INTO word VALUES ('c'); INSERT INTO word VALUES ('d')")
    assert held
    assert not any(held)
    assert free()
    assert words(connection) == ["a", "b", "c", "d"]


def test_a_transaction_begun_by_hand_is_held_to_its_end(connection, free):
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("INSERT INTO word VALUES ('x')")
        assert not free()
        cursor.execute("COMMIT")
    assert free()


def test_autocommit_turned_off_holds_until_commit(scratch, connection, free):
    transaction.set_autocommit(False, using=scratch)
    write(connection, "by hand")
    assert not free()
    transaction.commit(using=scratch)
    assert free()
    write(connection, "undone")
    transaction.rollback(using=scratch)
    assert free()
    write(connection, "committed by turning autocommit on")
    transaction.set_autocommit(True, using=scratch)
    assert free()
    assert words(connection) == ["by hand", "committed by turning autocommit on"]


def test_closing_waits_for_the_lock_and_lets_it_go(connection, free, monkeypatch):
    monkeypatch.setattr(lock, "WAIT_S", 0.05)
    held = lock.lock_of(connection.settings_dict["NAME"])
    held.acquire()
    raw = connection.connection
    with pytest.raises(DatabaseBusyError):
        connection.close()
    raw.execute("SELECT 1")  # kept open: closing it could checkpoint beside the writer
    held.release()
    connection.ensure_connection()
    connection.close()
    connection.close()
    assert free()
    base._kept_open.remove(raw)
    raw.close()


def test_closing_in_the_middle_of_a_block_rolls_back_and_lets_go(scratch, connection, free):
    with transaction.atomic(using=scratch):
        write(connection, "lost")
        connection.close()
        assert free()
    assert words(connection) == []


def test_a_thread_that_ends_with_a_transaction_open_does_not_block_the_others(scratch, connection, free):
    def careless():
        connections[scratch].cursor().execute("BEGIN")
        assert not free()

    thread = threading.Thread(target=careless)
    thread.start()
    thread.join()
    gc.collect()
    write(connection, "others")
    assert free()


def test_a_database_in_memory_needs_no_lock(django_db_blocker, tmp_path):
    wrapper = base.DatabaseWrapper({**connections.databases["default"], "NAME": ":memory:"}, alias="memory")
    with django_db_blocker.unblock(), wrapper.cursor() as cursor:
        cursor.execute("CREATE TABLE word (text TEXT)")
        cursor.execute("INSERT INTO word VALUES ('kept')")
        assert cursor.execute("SELECT text FROM word").fetchall() == [("kept",)]
    wrapper.connection.close()


@pytest.mark.parametrize(
    ("query", "reads"),
    [
        ("SELECT 1", True),
        ("  select 1", True),
        ("EXPLAIN QUERY PLAN DELETE FROM word", True),
        ("VALUES (1)", True),
        ("WITH a AS (SELECT 1) INSERT INTO word SELECT * FROM a", False),
        ("PRAGMA wal_checkpoint", False),
        ("-- a remark\nSELECT 1", False),
        ("VACUUM", False),
        ("", False),
    ],
)
def test_only_what_surely_reads_counts_as_reading(query, reads):
    assert is_read(query) is reads
