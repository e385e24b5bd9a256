"""Counters that nobody's death takes away."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from folkmoot.kit.metrics.board import Board
from tests.portability.running import environment

NAMES = ("hits", "misses", "bytes")

# Counts as fast as it can and says so after each hundred; the test kills it in the middle.
COUNTER = """
import sys
from pathlib import Path
from folkmoot.kit.metrics.board import Board
slate = Board(Path(sys.argv[1]), ("hits", "misses", "bytes")).claim()
print(0, flush=True)
while True:
    for _ in range(100):
        slate.add("hits")
    print(slate.cells[0], flush=True)
"""


@pytest.fixture
def board(tmp_path):
    return Board(tmp_path / "metrics", NAMES)


@pytest.fixture
def counter(board, tmp_path):
    """Start a process that counts; give it and what it says."""
    started = []

    def start():
        command = [sys.executable, "-c", COUNTER, str(tmp_path / "metrics")]
        process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def hits(board):
    return sum(reading.values["hits"] for reading in board.read())


def test_before_anybody_counts_there_is_nothing(board):
    assert board.read() == ()


def test_each_process_has_a_slate_of_its_own_and_they_are_read_together(board):
    first, second = board.claim(), board.claim()
    first.add("hits")
    second.add("hits", 2)
    second.show("bytes", 7)
    assert [(reading.number, reading.alive, dict(reading.values)) for reading in board.read()] == [
        (0, True, {"hits": 1, "misses": 0, "bytes": 0}),
        (1, True, {"hits": 2, "misses": 0, "bytes": 7}),
    ]
    first.close()
    second.close()


def test_a_successor_takes_the_slate_of_the_dead_over_and_counts_on(board):
    first = board.claim()
    first.add("hits", 5)
    first.carry("misses", 3)
    first.close()
    assert [(reading.alive, reading.values["hits"]) for reading in board.read()] == [(False, 5)]
    second = board.claim()
    second.add("hits")
    second.carry("misses", 1)
    (reading,) = board.read()
    assert reading.alive
    assert (reading.values["hits"], reading.values["misses"]) == (6, 4)
    second.close()


def test_what_was_counted_before_kill_9_is_there_to_the_last_one(board, counter):
    told, killed = 0, 0
    for _ in range(3):
        process = counter()
        for _ in range(50):
            said = int(process.stdout.readline())
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
        process.wait()
        killed += process.returncode == -signal.SIGKILL
        told, before = int(rest[-1]) if rest else said, told
        assert told > before  # it went on from where its predecessor stopped
        assert told <= hits(board) <= told + 100
    assert killed == 3
    assert len(board.read()) == 1


def test_a_server_that_starts_wipes_the_slates_of_the_dead_only(board):
    dead, alive = board.claim(), board.claim()
    dead.add("hits")
    alive.add("hits", 2)
    dead.close()
    board.wipe()
    assert [(reading.number, reading.values["hits"]) for reading in board.read()] == [(1, 2)]
    alive.close()


def test_a_slate_of_another_version_is_not_misread(board, tmp_path):
    other = Board(tmp_path / "metrics", ("hits", "bytes", "misses"))
    slate = other.claim()
    slate.add("bytes", 9)
    assert board.read() == ()
    slate.close()
    slate = board.claim()
    assert list(slate.cells) == [0, 0, 0]
    assert other.read() == ()
    slate.close()


def test_nobody_else_on_the_machine_may_write_them(board, tmp_path):
    slate = board.claim()
    assert (tmp_path / "metrics" / "0.slate").stat().st_mode & 0o777 == 0o600
    slate.close()
