"""A second thread of the drain's owner, for what takes longer than facts should wait: one long task at a time."""

from __future__ import annotations

import logging
import threading
from datetime import datetime

from django.db import connections

from folkmoot.kit import timetable
from folkmoot.kit.timetable import Entry, run_entry

STOP_WITHIN_S = 10.0

log = logging.getLogger(__name__)


class Aside:
    """Takes long entries of the timetable and runs each in a thread that lives as long as the task."""

    def __init__(self) -> None:
        """Run nothing yet."""
        timetable.closing.clear()
        self._thread: threading.Thread | None = None

    def take(self, entry: Entry, now: datetime) -> bool:
        """Start an entry and return True; while another one runs, return False: it stays due and is offered again."""
        if self._thread is not None and self._thread.is_alive():
            return False
        thread = threading.Thread(target=_run, args=(entry, now), name=entry.name, daemon=True)
        thread.start()
        self._thread = thread
        return True

    def hurry(self) -> None:
        """Tell the task that runs, and any that is still begun, to give up."""
        timetable.closing.set()

    def stop(self) -> None:
        """Return when the task that runs has given up, or after ten seconds: it dies with the process, then."""
        timetable.closing.set()
        if self._thread is not None:
            self._thread.join(timeout=STOP_WITHIN_S)
            if self._thread.is_alive():
                return
        timetable.closing.clear()


def _run(entry: Entry, now: datetime) -> None:
    try:
        run_entry(entry, now)
    except Exception:  # the database is away: the entry stays due
        log.exception("%s could not be written down", entry.name)
    finally:
        connections.close_all()
