"""What happens by the clock. One table; the drain's owner runs what is due, so no second process is needed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import models

from folkmoot.kit.keys import destroy_old_day_keys
from folkmoot.kit.outbox.backlog import purge_facts
from folkmoot.kit.ratelimit import purge_limits
from folkmoot.kit.relaxed import relaxed_transaction

ERROR_CHARS = 500

log = logging.getLogger(__name__)

closing = threading.Event()
"""This process is about to end: a long task that sees it gives up, and is due again wherever the drain goes."""


class TimetableRun(models.Model):
    """When an entry of the timetable last ran; `error` says what went wrong then, empty if nothing did."""

    name = models.CharField(max_length=120, primary_key=True)
    ran_at = models.DateTimeField()
    error = models.TextField(default="")

    class Meta:
        """Named for the room."""

        app_label = "kit"
        db_table = "kit_timetable_run"


class Task(Protocol):
    """What an entry calls."""

    def __call__(self, *, now: datetime) -> object:
        """Do what is due at `now`; what it returns is not looked at."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table. `name` is permanent; the task may run twice after a crash, so it must not mind.

    Attributes:
        aside: it may take longer than facts should wait, so it runs beside the drain; see `outbox/aside.py`.
    """

    name: str
    every_s: int
    task: Task
    aside: bool = False


class Ports:
    """What `wiring` adds to the table."""

    entries: Sequence[Entry] = ()


TIMETABLE = (
    Entry("kit.purge_facts", 3600, purge_facts),
    Entry("kit.purge_limits", 600, purge_limits),
    Entry("kit.destroy_old_day_keys", 600, destroy_old_day_keys),
)


def entries() -> tuple[Entry, ...]:
    """Return the whole table: the plumbing's own lines and those of `wiring`."""
    return (*TIMETABLE, *Ports.entries)


def run_due(now: datetime, *, take_aside: Callable[[Entry, datetime], object] | None = None) -> tuple[str, ...]:
    """Run every entry whose time has come; return their names.

    An entry that fails is logged, shown by `doctor`, and runs again when its time comes next; the others do not notice.

    Args:
        take_aside: gets those marked `aside` instead, and calls `run_entry` in its own time. Until that is done they
            stay due. None: they run here.
    """
    last = dict(TimetableRun.objects.values_list("name", "ran_at"))
    due = [entry for entry in entries() if _is_due(entry, last.get(entry.name), now)]
    for entry in due:
        if entry.aside and take_aside is not None:
            take_aside(entry, now)
        else:
            run_entry(entry, now)
    return tuple(entry.name for entry in due)


def run_entry(entry: Entry, now: datetime) -> None:
    """Run one entry and remember how that went."""
    run = TimetableRun(name=entry.name, ran_at=now, error=_run(entry, now))
    with relaxed_transaction():
        TimetableRun.objects.bulk_create(
            [run], update_conflicts=True, unique_fields=["name"], update_fields=["ran_at", "error"]
        )


def last_ran_at(name: str) -> datetime | None:
    """Return when an entry ran before; None if it never did. An entry that asks for itself is told of the time before."""
    return TimetableRun.objects.filter(name=name).values_list("ran_at", flat=True).first()


def failing() -> dict[str, str]:
    """Return what went wrong with each entry that failed when it ran last, by its name."""
    known = [entry.name for entry in entries()]
    return dict(TimetableRun.objects.filter(name__in=known).exclude(error="").values_list("name", "error"))


def _is_due(entry: Entry, ran_at: datetime | None, now: datetime) -> bool:
    """A last run in the future means that the clock was set back: then it is due as well."""
    return ran_at is None or not timedelta(0) <= now - ran_at < timedelta(seconds=entry.every_s)


def _run(entry: Entry, now: datetime) -> str:
    try:
        entry.task(now=now)
    except Exception as error:
        log.exception("%s failed", entry.name)
        return f"{type(error).__name__}: {error}"[:ERROR_CHARS]
    return ""
