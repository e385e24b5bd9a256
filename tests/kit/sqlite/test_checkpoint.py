from __future__ import annotations

import logging
import sqlite3
import time
from pathlib import Path

import pytest

from folkmoot.kit.sqlite import checkpoint
from folkmoot.kit.sqlite.checkpoint import checkpointer_of

PAGE_BYTES = 4096


@pytest.fixture(autouse=True)
def small_log(connection, monkeypatch):
    connection.cursor().execute(f"PRAGMA journal_size_limit = {20 * PAGE_BYTES}").close()
    monkeypatch.setattr(checkpoint, "PASSIVE_BYTES", 20 * PAGE_BYTES)
    monkeypatch.setattr(checkpoint, "TRUNCATE_BYTES", 200 * PAGE_BYTES)
    monkeypatch.setattr(checkpoint, "STEP_BYTES", 10 * PAGE_BYTES)


@pytest.fixture
def figures(connection):
    """Return the checkpointer, due at the small sizes above."""
    found = checkpointer_of(connection.settings_dict["NAME"])
    found._due_bytes = checkpoint.PASSIVE_BYTES
    found._tried_at_s = time.monotonic()
    return found


def log_bytes(connection) -> int:
    return Path(connection.settings_dict["NAME"] + "-wal").stat().st_size


def write_pages(connection, pages: int) -> None:
    for _ in range(pages):
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO word VALUES (hex(randomblob(2000)))")


def test_a_long_log_is_moved_into_the_file_and_starts_anew(connection, figures):
    write_pages(connection, 100)
    assert figures.done >= 1
    assert figures.blocked == 0
    assert log_bytes(connection) < 30 * PAGE_BYTES


def test_a_reader_puts_it_off_and_it_is_tried_again_after_a_step(connection, figures):
    write_pages(connection, 1)
    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM word").fetchone()
    write_pages(connection, 30)
    assert figures.done == 0
    assert 1 <= figures.blocked <= log_bytes(connection) / checkpoint.STEP_BYTES
    reader.execute("COMMIT")
    reader.close()
    write_pages(connection, 30)
    assert figures.done >= 1
    assert log_bytes(connection) < 60 * PAGE_BYTES


def test_a_single_write_long_after_the_reader_went_is_enough(connection, figures, monkeypatch):
    monkeypatch.setattr(checkpoint, "STEP_BYTES", 2**30)
    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM word").fetchone()
    write_pages(connection, 120)
    reader.close()
    before = figures.done
    write_pages(connection, 1)
    assert figures.done == before
    monkeypatch.setattr(checkpoint, "AGAIN_AFTER_S", 0.0)
    write_pages(connection, 1)
    assert figures.done == before + 1
    assert log_bytes(connection) < 2 * checkpoint.PASSIVE_BYTES


def test_a_very_long_log_is_truncated(connection, figures):
    reader = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM word").fetchone()
    write_pages(connection, 120)
    assert log_bytes(connection) > checkpoint.TRUNCATE_BYTES
    reader.execute("COMMIT")
    reader.close()
    write_pages(connection, 12)
    assert log_bytes(connection) < 2 * checkpoint.PASSIVE_BYTES


def test_an_iterator_left_open_on_the_same_connection_only_puts_it_off(connection, figures, caplog):
    write_pages(connection, 15)
    reading = connection.cursor()
    reading.execute("SELECT text FROM word")
    reading.fetchone()
    with caplog.at_level(logging.WARNING):
        write_pages(connection, 10)
    assert "checkpoint put off" in caplog.text
    reading.close()
    write_pages(connection, 30)
    assert figures.done >= 1


def test_the_waiting_time_for_locks_is_as_before_afterwards(connection, figures):
    write_pages(connection, 100)
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (10_000,)


def test_nothing_is_done_where_there_is_no_log(connection, figures):
    raw = connection.connection
    figures._wal = "/nonexistent-wal"
    figures.run_if_due(raw)
    assert figures.done == figures.blocked == 0
