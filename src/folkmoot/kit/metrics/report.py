"""Brings what a process counts for itself to its slate, every second."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import connection

from folkmoot.kit.metrics.board import Board, Slate
from folkmoot.kit.metrics.figures import NS, request_figure
from folkmoot.kit.outbox.runner import drain_runs_here
from folkmoot.kit.sqlite.checkpoint import checkpointer_of
from folkmoot.kit.sqlite.flush import flush_of
from folkmoot.kit.sqlite.lock import lock_of

EVERY_S = 1.0
MEMORY = Path("/proc/self/statm")  # Linux; elsewhere the figure stays 0

Source = Callable[[Slate], None]

log = logging.getLogger(__name__)


class Reporter:
    """One thread: a process that is killed loses at most the last second of what it brings, and nothing else."""

    def __init__(self, board: Board, sources: Sequence[Source]) -> None:
        """Prepare; each of `sources` writes its own figures on the slate."""
        self._slate: Slate | None = None
        self._board = board
        self._sources = (_process, _storage, _drain, *sources)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Claim a slate and start. Where that cannot be (a full disk), say so and do without: readers come first."""
        try:
            slate = self._board.claim()
        except OSError as error:
            log.warning("this process is missing in /metrics: %s", error)
            return
        slate.show("started_ms", time.time_ns() // 10**6)
        self._report(slate)
        self._slate = slate
        self._thread = threading.Thread(target=self._run, args=(slate,), name="metrics", daemon=True)
        self._thread.start()

    def count_request(self, method: str, status: int) -> None:
        """Count an answer at once: not even a killed process loses it. Called on the event loop only."""
        if self._slate is not None:
            self._slate.add(request_figure(method, status))

    def stop(self) -> None:
        """Report once more, end the thread and give the slate up; what is on it still counts."""
        slate, self._slate = self._slate, None
        if slate is not None and self._thread is not None:
            self._stopping.set()
            self._thread.join()
            self._report(slate)
            slate.close()

    def _run(self, slate: Slate) -> None:
        while not self._stopping.wait(EVERY_S):
            self._report(slate)

    def _report(self, slate: Slate) -> None:
        for source in self._sources:
            try:
                source(slate)
            except Exception:  # figures must not stop a server
                log.exception("some figures are missing")


def _process(slate: Slate) -> None:
    slate.carry("cpu_ns", time.process_time_ns())
    if MEMORY.exists():
        pages = int(MEMORY.read_text(encoding="ascii").split()[1])
        slate.show("resident_bytes", pages * os.sysconf("SC_PAGE_SIZE"))


def _storage(slate: Slate) -> None:
    if connection.vendor != "sqlite":
        return
    name = connection.settings_dict["NAME"]
    lock, checkpointer, flush = lock_of(name), checkpointer_of(name), flush_of(name)
    slate.carry("lock_taken", lock.taken)
    slate.carry("lock_waits", lock.waits)
    slate.carry("lock_wait_ns", int(lock.wait_s * NS))
    slate.carry("checkpoints_done", checkpointer.done)
    slate.carry("checkpoints_blocked", checkpointer.blocked)
    slate.carry("checkpoint_ns", int(checkpointer.spent_s * NS))
    slate.carry("commits", flush.commits)
    slate.carry("flushes", flush.flushes)
    slate.carry("flush_ns", int(flush.spent_s * NS))


def _drain(slate: Slate) -> None:
    slate.show("drain_owner", int(drain_runs_here()))
