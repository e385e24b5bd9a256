"""The drain's owner is killed again and again while facts pour in; each fact leaves its one effect all the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Self

import pytest
from django.db import connection, connections, transaction

from folkmoot.kit.outbox.emit import emit
from tests.cast import NOON
from tests.kit.outbox.facts import Noted
from tests.proof.budget import PROOF_S

pytestmark = [pytest.mark.proof, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parents[2]
KILLS = max(2, round(PROOF_S / 4))


@pytest.fixture
def effects():
    """Make the table of effects; return a function that reads it: number → the process that handled it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE proof_effect (number BIGINT PRIMARY KEY, pid BIGINT)")

    def read() -> dict[int, int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT number, pid FROM proof_effect")
            return dict(cursor.fetchall())

    yield read
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE proof_effect")


@pytest.fixture
def owner():
    """Return a function that starts one more process that wants the drain, and waits until it does."""
    started = []

    def start() -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.proof.drain_owner", connection.settings_dict["NAME"]],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "folkmoot.settings"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        started.append(process)
        assert process.stdout.readline() == b"ready\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()


class Pouring:
    """Threads that emit numbered facts until they are told to stop."""

    def __init__(self, threads: int) -> None:
        self.numbers: list[int] = []
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._pour, args=(index,)) for index in range(threads)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _pour(self, index: int) -> None:
        number = index * 10**6
        while not self._over.wait(0.03):
            number += 1
            with transaction.atomic():
                emit(Noted(publication_id=1, at=NOON, number=number))
            self.numbers.append(number)
        connections.close_all()


def wait_for(condition, *, within_s: float = 60) -> bool:
    deadline_s = time.monotonic() + within_s
    while not condition():
        if time.monotonic() > deadline_s:
            return False
        time.sleep(0.02)
    return True


def test_a_killed_owner_is_replaced_and_every_fact_is_handled(effects, owner):
    killed = []
    with Pouring(threads=4) as pouring:
        working = owner()
        for _ in range(KILLS):
            standby = owner()
            assert wait_for(lambda: working.pid in effects().values())  # noqa: B023 -- asked before it changes
            working.send_signal(signal.SIGKILL)
            working.wait()
            killed.append(working.pid)
            working = standby
        assert wait_for(lambda: working.pid in effects().values())
    assert wait_for(lambda: len(effects()) >= len(pouring.numbers))
    found = effects()
    assert sorted(found) == sorted(pouring.numbers)
    assert set(found.values()) == {*killed, working.pid}
    print(f"{len(found)} facts by {len(set(found.values()))} owners")
