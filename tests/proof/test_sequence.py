"""Facts committed out of order are seen by every reader exactly once and in one order."""

from __future__ import annotations

import random
import threading
import time

import pytest
from django.db import connection, connections, transaction

from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.kit.outbox.runner import Runner
from folkmoot.kit.outbox.sequence import facts_after
from tests.cast import NOON
from tests.kit.outbox.facts import Noted
from tests.proof.budget import PROOF_S

pytestmark = [pytest.mark.proof, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
WRITERS = 32
READERS = 10
LONGEST_DELAY_S = 0.2
POLL_S = 0.01


class Writers:
    """Threads that emit facts and linger before they commit, so that ids are not commit order."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self._until_s = time.monotonic() + PROOF_S / 2
        self.threads = [threading.Thread(target=self._write, args=(index,)) for index in range(WRITERS)]

    def _write(self, index: int) -> None:
        dice = random.Random(index)
        number = index * 10**6
        while time.monotonic() < self._until_s:
            number += 1
            delay_s = dice.uniform(0, LONGEST_DELAY_S)
            if connection.vendor == "sqlite":  # a delay inside would only make the others wait
                time.sleep(delay_s)
            with transaction.atomic():
                emit(Noted(publication_id=1, at=NOON, number=number))
                if connection.vendor != "sqlite":
                    time.sleep(delay_s)
            self.numbers.append(number)
        connections.close_all()


class Readers:
    """Threads that follow the sequence, each from its own place, until they have seen what was written."""

    def __init__(self, writers: Writers) -> None:
        self.seen: list[list[tuple[int, int]]] = [[] for _ in range(READERS)]
        self.gave_up = False
        self._writers = writers
        self.threads = [threading.Thread(target=self._read, args=(seen,)) for seen in self.seen]

    def _read(self, seen: list[tuple[int, int]]) -> None:
        seq, deadline_s = 0, time.monotonic() + PROOF_S / 2 + 60
        while self._is_writing() or len(seen) < len(self._writers.numbers):
            news = facts_after(seq, random.randint(1, 20))
            for told in news:
                seen.append((told.seq, told.fact.number))
                seq = told.seq
            if not news:
                time.sleep(POLL_S)
            if time.monotonic() > deadline_s:
                self.gave_up = True
                break
        connections.close_all()

    def _is_writing(self) -> bool:
        return any(thread.is_alive() for thread in self._writers.threads)


class CarelessReader:
    """The negative control: follows bare ids, as if they were the order of commits."""

    def __init__(self, writers: Writers) -> None:
        self.numbers: list[int] = []
        self._writers = writers
        self.thread = threading.Thread(target=self._read)

    def _read(self) -> None:
        last_id = 0
        while any(thread.is_alive() for thread in self._writers.threads):
            for entry in OutboxEntry.objects.filter(id__gt=last_id).order_by("id"):
                last_id = entry.id
                self.numbers.append(entry.payload["number"])
            time.sleep(POLL_S)
        connections.close_all()


def test_32_writers_commit_out_of_order_and_10_readers_see_every_fact_once_in_order():
    writers = Writers()
    readers, careless = Readers(writers), CarelessReader(writers)
    runner = Runner()
    runner.start()
    threads = [*writers.threads, *readers.threads, careless.thread]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    runner.stop()
    assert not readers.gave_up
    first = readers.seen[0]
    assert sorted(number for _, number in first) == sorted(writers.numbers)
    assert [seq for seq, _ in first] == sorted({seq for seq, _ in first})
    assert readers.seen == [first] * READERS
    if connection.vendor != "sqlite":
        assert set(careless.numbers) < set(writers.numbers)
    print(f"{len(first)} facts; by bare id {len(writers.numbers) - len(set(careless.numbers))} would have been missed")
