"""The drain and the timetable in a thread of a `serve` worker. Every worker starts one; one of them does the work."""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import connections

from folkmoot.kit import clock, presence
from folkmoot.kit.outbox.aside import Aside
from folkmoot.kit.outbox.drain import BATCH, Drain
from folkmoot.kit.outbox.emit import news
from folkmoot.kit.outbox.owner import Ownership, ownership
from folkmoot.kit.storage import takes_nothing
from folkmoot.kit.timetable import run_due

CLAIM_EVERY_S = 1.0
LOOK_EVERY_S = 0.25
GATHER_S = 0.1
TIMETABLE_EVERY_S = 1.0
STOP_WITHIN_S = 30.0

log = logging.getLogger(__name__)


class Runner:
    """One thread: claims the drain every second, and runs it for as long as the claim holds.

    Attributes:
        owner: whether the claim holds now.
    """

    def __init__(self) -> None:
        """Prepare the thread."""
        self.owner = False
        self._stopping = threading.Event()
        self._aside = Aside()
        self._thread = threading.Thread(target=self._run, name="drain", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Return when the pass that runs has ended, the claim is given up and the connections are closed."""
        self._stopping.set()
        news.set()
        self._aside.hurry()
        self._thread.join(timeout=STOP_WITHIN_S)
        self._aside.stop()  # after the thread that begins its tasks: none can begin now

    def _run(self) -> None:
        claim = ownership()
        while not self._stopping.is_set():
            try:
                self.owner = claim.hold()
                if self.owner:
                    self._work(claim)
            except Exception as error:  # the thread must outlive a database that is away
                if takes_nothing(error):
                    log.warning("the drain waits: %s", error)  # in one line: it may last, and comes every second
                else:
                    log.exception("the drain stumbled and starts again")
            self.owner = False
            claim.release()
            connections.close_all()
            self._stopping.wait(CLAIM_EVERY_S)

    def _work(self, claim: Ownership) -> None:
        """Drain until stopped or until the claim is lost."""
        drain = Drain()
        timetable_at_s = 0.0
        while not self._stopping.is_set() and claim.hold():
            news.clear()
            now = clock.now()
            if now.timestamp() - timetable_at_s >= TIMETABLE_EVERY_S:
                timetable_at_s = now.timestamp()
                run_due(now, take_aside=self._aside.take)
            handled = drain.run_once(now)
            if handled < BATCH and (handled or news.wait(LOOK_EVERY_S)):
                self._stopping.wait(GATHER_S)  # facts come in crowds: one pass for all of them
        if claim.hold():
            drain.save_places(clock.now())


_running: list[Runner] = []


def start_drain() -> Runner:
    """Start the thread of this process and return it; one that already runs is returned as it is.

    Raises:
        NotAloneError: a restore is at work on the data folder, or was cut short.
    """
    if not _running:
        presence.arrive(settings.FOLKMOOT.data)
        runner = Runner()
        runner.start()
        _running.append(runner)
    return _running[0]


def stop_drain() -> None:
    """Stop the thread of this process, if there is one."""
    while _running:
        _running.pop().stop()
        presence.leave(settings.FOLKMOOT.data)


def drain_runs_here() -> bool:
    """Return whether this process is the drain's owner."""
    return any(runner.owner for runner in _running)
