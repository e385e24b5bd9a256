from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time
from pathlib import Path

import pytest
from django.db import OperationalError, connections, transaction

from folkmoot.kit.sqlite import flush as flushes
from folkmoot.kit.sqlite.flush import Flush, NotFlushedError, flush_of
from folkmoot.kit.sqlite.lock import WriteLock, WritingStoppedError, lock_of
from folkmoot.kit.sqlite.mend import resume_writing, writing_is_stopped

INSERT = "INSERT INTO word VALUES (%s)"


class Disk:
    """Flushes as the real one does, after calling `before`; remembers which file it was."""

    def __init__(self) -> None:
        self.inodes: list[int] = []
        self.before = lambda: None

    def __call__(self, descriptor: int) -> None:
        self.before()
        os.fdatasync(descriptor)
        self.inodes.append(os.fstat(descriptor).st_ino)

    def fail(self) -> None:
        raise OSError(errno.EIO, "Input/output error")


def write(alias: str, text: str) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(INSERT, [text])


def words(database: str) -> list[str]:
    """Return what somebody else sees."""
    other = sqlite3.connect(database)
    found = [text for (text,) in other.execute("SELECT text FROM word ORDER BY rowid")]
    other.close()
    return found


def wait_until(condition, *, within_s: float = 20) -> None:
    deadline_s = time.monotonic() + within_s
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.001)


@pytest.fixture
def database(connection) -> str:
    return connection.settings_dict["NAME"]


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def flush(connection, database, disk, monkeypatch):
    """Return the database's flush, which uses `disk`."""
    connection.close()
    log = os.path.realpath(database) + "-wal"
    monkeypatch.setitem(flushes._FLUSHES, log, Flush(log, lock_of(database), sync=disk))
    connection.ensure_connection()
    made = flush_of(database)
    made.commits = made.flushes = 0
    disk.inodes.clear()
    yield made
    made.forget()


def test_a_commit_returns_after_the_flush_and_others_may_write_meanwhile(scratch, database, flush, disk, free):
    seen = []
    disk.before = lambda: seen.append(("flush", free(), words(database)))
    with transaction.atomic(using=scratch):
        write(scratch, "moot")
        transaction.on_commit(lambda: seen.append("told"), using=scratch)
    seen.append("returned")
    assert seen == [("flush", True, ["moot"]), "told", "returned"]


@pytest.mark.parametrize(
    "act",
    [
        lambda alias: write(alias, "alone"),
        lambda alias: connections[alias].cursor().execute("INSERT INTO word VALUES ('a') RETURNING text").fetchall(),
        lambda alias: connections[alias].cursor().executemany(INSERT, [["a"], ["b"]]),
        lambda alias: connections[alias].cursor().execute("VACUUM"),
        lambda alias: [connections[alias].cursor().execute(sql) for sql in ("BEGIN", "DELETE FROM word", "COMMIT")],
    ],
)
def test_whatever_writes_outside_a_block_waits_for_the_disk_once(scratch, flush, disk, act):
    act(scratch)
    assert (flush.commits, len(disk.inodes)) == (1, 1)


def test_turning_autocommit_on_commits_and_waits(scratch, flush):
    transaction.set_autocommit(False, using=scratch)
    write(scratch, "by hand")
    assert flush.commits == 0
    transaction.set_autocommit(True, using=scratch)
    assert flush.commits == 1


def test_a_block_that_only_looked_waits_for_what_it_saw(scratch, flush):
    with transaction.atomic(using=scratch):
        connections[scratch].cursor().execute("SELECT text FROM word").fetchall()
    assert flush.commits == 1


def test_what_is_undone_or_only_read_does_not_wait(scratch, flush):
    with transaction.atomic(using=scratch):
        write(scratch, "undone")
        transaction.set_rollback(True, using=scratch)
    connections[scratch].cursor().execute("SELECT text FROM word").fetchall()
    write(scratch, "once")
    with pytest.raises(OperationalError):
        connections[scratch].cursor().execute("INSERT INTO nowhere VALUES (1)")
    assert flush.commits == 1


def test_those_who_come_while_a_flush_runs_share_the_next_one(flush, disk):
    first_may_end = threading.Event()
    disk.before = lambda: first_may_end.wait(20)
    threads = [threading.Thread(target=flush.wait) for _ in range(5)]
    threads[0].start()
    wait_until(lambda: flush._running)
    for thread in threads[1:]:
        thread.start()
    wait_until(lambda: flush.commits == 5)
    assert disk.inodes == []
    first_may_end.set()
    for thread in threads:
        thread.join()
    assert (len(disk.inodes), flush.flushes) == (2, 2)


def test_a_disk_that_refuses_makes_the_commit_fail_and_tells_nobody(scratch, database, flush, disk):
    told = []

    def commit() -> None:
        with transaction.atomic(using=scratch):
            write(scratch, "in doubt")
            transaction.on_commit(lambda: told.append(1), using=scratch)

    disk.before = disk.fail
    with pytest.raises(NotFlushedError):
        commit()
    assert told == []
    assert words(database) == ["in doubt"]


def test_all_who_shared_a_failed_flush_are_told_so(flush, disk):
    everybody_is_here, failed = threading.Event(), []

    def refuse() -> None:
        everybody_is_here.wait(20)
        disk.fail()

    def commit() -> None:
        try:
            flush.wait()
        except NotFlushedError:
            failed.append(1)

    disk.before = refuse
    threads = [threading.Thread(target=commit) for _ in range(4)]
    for thread in threads:
        thread.start()
    wait_until(lambda: flush.commits == 4)
    everybody_is_here.set()
    for thread in threads:
        thread.join()
    assert len(failed) == 4


def test_after_a_failure_nobody_writes_and_everybody_reads(scratch, database, flush, disk):
    disk.before = disk.fail
    with pytest.raises(NotFlushedError):
        write(scratch, "in doubt")
    disk.before = lambda: None
    with pytest.raises(WritingStoppedError), transaction.atomic(using=scratch):
        pytest.fail("the block must not run")
    with pytest.raises(WritingStoppedError):
        write(scratch, "too late")
    with pytest.raises(NotFlushedError):
        flush.wait()  # a flush that succeeds proves nothing about the one that failed
    other_process = WriteLock(Path(database + ".lock"))
    other_process.acquire()
    assert other_process.stopped
    other_process.release()
    other_process.forget()
    connections[scratch].close()
    assert connections[scratch].cursor().execute("SELECT text FROM word").fetchall() == [("in doubt",)]


def test_writing_is_allowed_again_when_all_is_in_the_file_and_nobody_else_was_there(scratch, database, flush, disk):
    write(scratch, "kept")
    lock_of(database).stop()
    assert writing_is_stopped(database)
    with pytest.raises(OperationalError, match="stop everything"):
        resume_writing(database)
    assert writing_is_stopped(database)
    connections[scratch].close()
    resume_writing(database)
    assert not writing_is_stopped(database)
    write(scratch, "again")
    assert words(database) == ["kept", "again"]


def test_nothing_is_stopped_where_nothing_was_ever_written(tmp_path):
    assert not writing_is_stopped(str(tmp_path / "new.sqlite3"))


def test_a_log_that_was_removed_and_made_anew_is_the_one_that_is_flushed(scratch, database, flush, disk):
    write(scratch, "first")
    old = flush._descriptor  # kept open, so its number cannot be given to the new one
    assert os.fstat(old).st_nlink == 1
    connections[scratch].close()
    assert os.fstat(old).st_nlink == 0
    write(scratch, "second")
    assert disk.inodes[-1] == Path(database + "-wal").stat().st_ino
    assert disk.inodes[-1] != disk.inodes[0]


def test_a_log_that_somebody_removed_in_the_middle_is_a_failure(scratch, database, flush):
    Path(database + "-wal").unlink()
    with pytest.raises(NotFlushedError):
        write(scratch, "nowhere to be found after a restart")


def test_where_there_has_never_been_a_log_there_is_nothing_to_flush(tmp_path, disk):
    database = str(tmp_path / "new.sqlite3")
    flush = Flush(database + "-wal", lock_of(database), sync=disk)
    flush.watch()
    flush.wait()
    assert (disk.inodes, flush.failed) == ([], False)


def test_a_flush_that_was_interrupted_is_made_again_for_those_who_wait(flush, disk):
    def interrupt() -> None:
        disk.before = lambda: None
        raise KeyboardInterrupt

    disk.before = interrupt
    with pytest.raises(KeyboardInterrupt):
        flush.wait()
    flush.wait()
    assert (len(disk.inodes), flush.failed) == (1, False)
