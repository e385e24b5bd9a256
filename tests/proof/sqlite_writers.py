"""One process of the SQLite proof: four threads that do everything at once for a while, under a lock that is traced.

`python -m tests.proof.sqlite_writers DATABASE SECONDS {locked|unlocked}` prints one JSON object:
`held`: [begin_ns, end_ns] of every time somebody had the lock; `kept`: numbers of the rows whose commit returned;
`bare`: writing statements that ran without the lock; `errors`: what SQLite refused; `checkpoints`: how many.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import time
from pathlib import Path

import django
from django.conf import settings
from django.db import OperationalError, connections, transaction

from folkmoot.kit.sqlite import base, checkpoint, lock
from folkmoot.kit.sqlite.cursor import is_read

THREADS = 4
INSERT = "INSERT INTO proof VALUES (%s, %s)"


class TracedLock(lock.WriteLock):
    """The real lock; says when it was held."""

    locks = True

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.held: list[tuple[int, int]] = []
        self._began = threading.local()

    def acquire(self) -> None:
        if self.locks:
            super().acquire()
        self._began.ns = time.monotonic_ns()  # one clock for all processes of the machine

    def release(self) -> None:
        self.held.append((self._began.ns, time.monotonic_ns()))
        if self.locks:
            super().release()


class UnlockedLock(TracedLock):
    """The negative control: traces alike and locks nothing."""

    locks = False


class Writer:
    """One thread: commits, rolls back, writes outside a transaction, checkpoints, reads, reconnects."""

    def __init__(self, first: int, until_s: float) -> None:
        self.kept: list[int] = []
        self.bare: list[str] = []
        self.errors: list[str] = []
        self._next = first
        self._until_s = until_s
        self._dice = random.Random(first)

    def run(self) -> None:
        acts = [self.commit] * 8 + [self.write_alone] * 3 + [self.roll_back, self.read, self.move_log, self.reconnect]
        while time.monotonic() < self._until_s:
            self._watch()
            try:
                self._dice.choice(acts)()
            except OperationalError as error:  # without the lock writers run into each other
                self.errors.append(str(error))
        connections.close_all()

    def commit(self) -> None:
        numbers = [self._number() for _ in range(self._dice.randint(1, 6))]
        with transaction.atomic(), connections["default"].cursor() as cursor:
            for number in numbers:
                cursor.execute(INSERT, [number, "x" * self._dice.randint(10, 6000)])
        self.kept += numbers

    def write_alone(self) -> None:
        number = self._number()
        with connections["default"].cursor() as cursor:
            cursor.execute(INSERT, [number, "y" * 100])
        self.kept.append(number)

    def roll_back(self) -> None:
        with transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute(INSERT, [self._number(), "z" * 3000])
            transaction.set_rollback(True)

    def read(self) -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT count(*), max(length(filler)) FROM proof")
            cursor.fetchall()

    def move_log(self) -> None:
        with connections["default"].cursor() as cursor:
            cursor.execute(f"PRAGMA wal_checkpoint({self._dice.choice(['PASSIVE', 'TRUNCATE'])})")

    def reconnect(self) -> None:
        connections["default"].close()

    def _number(self) -> int:
        self._next += 1
        return self._next

    def _watch(self) -> None:
        """Note every writing statement that SQLite sees while this connection does not hold the lock."""
        connection = connections["default"]
        connection.ensure_connection()
        grip = connection.grip
        connection.connection.set_trace_callback(
            lambda sql: None if grip.held or is_read(sql) else self.bare.append(sql[:60])
        )


def main(database: str, seconds: float, kind: str) -> None:
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    checkpoint.PASSIVE_BYTES, checkpoint.STEP_BYTES, checkpoint.TRUNCATE_BYTES = 2**17, 2**16, 2**20
    base.PRAGMAS["journal_size_limit"] = (str(2**17), 2**17)
    traced = (TracedLock if kind == "locked" else UnlockedLock)(Path(database + ".lock"))
    lock._LOCKS[str(traced.path)] = traced
    until_s = time.monotonic() + seconds
    writers = [Writer((os.getpid() * THREADS + thread) * 10**6, until_s) for thread in range(THREADS)]
    threads = [threading.Thread(target=writer.run) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = {
        "held": traced.held,
        "kept": [number for writer in writers for number in writer.kept],
        "bare": [sql for writer in writers for sql in writer.bare],
        "errors": [error for writer in writers for error in writer.errors],
        "checkpoints": checkpoint.checkpointer_of(database).done,
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), sys.argv[3])
