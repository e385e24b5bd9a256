"""The one thread of a process that follows the outbox, with a connection of its own, while anybody listens."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from django.db import connections

from folkmoot.kit import clock
from folkmoot.live.reading import MOST_AT_ONCE, Batch, read_batch, whereabouts

AFTER_TROUBLE_S = 1.0
STOP_WITHIN_S = 10.0

log = logging.getLogger(__name__)


class Audience(Protocol):
    """Who is told; each call comes in the order of the sequence, on the follower's thread."""

    def begin(self, at: int) -> None:
        """Hear that what follows this fact will be told, and nothing of before."""

    def take(self, batch: Batch) -> None:
        """Hear what happened next."""

    def awaken(self) -> None:
        """Hear that everything has been told that had happened when the following began."""

    def rest(self) -> None:
        """Hear that nobody follows any more, until `awaken`."""


class Follower:
    """Reads facts in order and passes them on. What it has not read when it rests it reads when it goes on."""

    def __init__(self, audience: Audience, pause_s: Callable[[], float]) -> None:
        """Prepare the thread; `pause_s` says how long to gather between two looks."""
        self._audience = audience
        self._pause_s = pause_s
        self._seq: int | None = None
        self._wanted = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="live", daemon=True)
        self._thread.start()

    def go_on(self) -> None:
        """Follow: somebody listens."""
        self._wanted.set()

    def rest(self) -> None:
        """Follow no more after the look that runs: nobody listens."""
        self._wanted.clear()

    def stop(self) -> None:
        """Return when the thread has ended and its connection is closed."""
        self._stopping.set()
        self._wanted.set()
        self._thread.join(timeout=STOP_WITHIN_S)

    def _run(self) -> None:
        troubled = False
        while not self._stopping.is_set():
            self._wanted.wait()
            if self._stopping.is_set():
                return
            try:
                self._follow()
                troubled = False
            except Exception:  # a database that is away: the thread outlives it, and goes on where it was
                if not troubled:
                    log.exception("the outbox cannot be followed; trying again each second")
                troubled = True
            connections.close_all()
            if troubled:
                self._stopping.wait(AFTER_TROUBLE_S)

    def _follow(self) -> None:
        """Pass on what happens for as long as somebody listens."""
        seq = self._place()
        awake = False
        while self._wanted.is_set() and not self._stopping.is_set():
            batch = read_batch(seq, now=clock.now())
            moved = batch.upto != seq
            if moved:
                self._audience.take(batch)
                self._seq = seq = batch.upto
            if not awake and not moved:
                self._audience.awaken()
                awake = True
            if awake:
                self._stopping.wait(self._pause_s())
        self._audience.rest()

    def _place(self) -> int:
        """Return after which fact to go on: where it was, or now if so much has happened that nobody wants to hear it."""
        now_at = whereabouts()
        if self._seq is None or not 0 <= now_at - self._seq <= MOST_AT_ONCE:
            self._seq = now_at
            self._audience.begin(now_at)
        return self._seq
