from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest
from django.db import OperationalError

from folkmoot.kit.sqlite import lock
from folkmoot.kit.sqlite.lock import DatabaseBusyError, WriteLock, lock_of

HOLD = """
import fcntl, os, sys
descriptor = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(descriptor, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.sqlite3.lock"


@pytest.fixture
def made(path):
    """Return a lock, and close its file afterwards."""
    one = WriteLock(path)
    yield one
    one.forget()


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(lock, "WAIT_S", 0.05)


@pytest.fixture
def other_process(path):
    """Return a process that holds the lock until it is told to end."""
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


def test_everybody_in_a_process_has_the_same_lock_of_a_file_by_whatever_path(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "news.sqlite3")
    assert lock_of(str(tmp_path / "link")) is lock_of(f"{tmp_path}/./news.sqlite3")


def test_a_second_thread_waits_its_turn(made):
    turns = []
    made.acquire()
    other = threading.Thread(target=lambda: (made.acquire(), turns.append("second"), made.release()))
    other.start()
    turns.append("first")
    made.release()
    other.join()
    assert turns == ["first", "second"]
    assert made.taken == 2


def test_a_thread_that_waits_too_long_is_told_that_the_database_is_busy(made, impatient):
    made.acquire()
    with pytest.raises(DatabaseBusyError, match="others have been writing"):
        made.acquire()
    made.release()
    made.acquire()
    assert made.taken == 2
    made.release()


def test_another_process_is_waited_for_and_the_wait_is_counted(made, other_process):
    def let_go():
        other_process.stdin.write(b"\n")
        other_process.stdin.flush()

    assert not made._try_file()
    threading.Timer(0.05, let_go).start()
    made.acquire()
    assert (made.waits, made.wait_s > 0.01) == (1, True)
    made.release()


def test_another_process_that_keeps_it_makes_us_busy_and_leaves_the_threads_free(made, other_process, impatient):
    with pytest.raises(DatabaseBusyError):
        made.acquire()
    assert not made._threads.locked()


def test_a_process_that_is_killed_frees_its_lock(made, other_process):
    other_process.kill()
    other_process.wait()
    made.acquire()
    made.release()


def test_a_lock_file_that_was_tidied_away_is_made_anew_for_all(made, path):
    made.acquire()
    made.release()
    path.unlink()
    newcomer = WriteLock(path)
    newcomer.acquire()
    assert not made._try_file()
    newcomer.release()
    assert made._try_file()
    newcomer.forget()


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_a_forked_child_does_not_share_its_parents_lock(tmp_path):
    parents = lock_of(str(tmp_path / "forked"))
    parents.acquire()
    child = os.fork()
    if not child:
        os._exit(0 if lock_of(str(tmp_path / "forked"))._try_file() is False else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    parents.release()


def test_a_folder_that_cannot_be_made_is_an_operational_error(tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder")
    impossible = WriteLock(tmp_path / "taken" / "news.lock")
    with pytest.raises(OperationalError, match="cannot be opened"):
        impossible.acquire()
    assert not impossible._threads.locked()


def test_a_folder_that_is_not_there_is_made(tmp_path):
    first = WriteLock(tmp_path / "new" / "news.lock")
    first.acquire()
    first.release()
    assert first.path.exists()
