"""All figures of this machine: what its processes counted, and what is asked only when somebody looks."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

import folkmoot
from folkmoot.kit.metrics.board import Board, Reading
from folkmoot.kit.metrics.exposition import Sample, expose
from folkmoot.kit.metrics.figures import FIGURES, Family, Figure, Kind
from folkmoot.kit.outbox.backlog import Backlog, backlog
from folkmoot.kit.sqlite.mend import writing_is_stopped

FOLDER = "metrics"

BUILD = Family("folkmoot_build_info", Kind.GAUGE, "1; its label is the version of the program.")
PROCESSES = Family("folkmoot_processes", Kind.GAUGE, "Processes that count: workers of serve, and folkmoot worker.")
DATABASE_UP = Family("folkmoot_database_up", Kind.GAUGE, "1 when the database answers, else 0.")
WAITING = Family("folkmoot_outbox_waiting", Kind.GAUGE, "Facts that the slowest handler has before it.")
OLDEST = Family("folkmoot_outbox_oldest_seconds", Kind.GAUGE, "Age of the oldest fact that some handler has not had.")
PARKED = Family("folkmoot_outbox_parked", Kind.GAUGE, "Facts that a handler gave up on.")
WAL = Family("folkmoot_wal_bytes", Kind.GAUGE, "Length of SQLite's write-ahead log.")
DATABASE_SIZE = Family("folkmoot_database_bytes", Kind.GAUGE, "Length of SQLite's database file.")
STOPPED = Family("folkmoot_writing_stopped", Kind.GAUGE, "1 when the disk lost something and nobody writes any more.")
DISK_FREE = Family("folkmoot_disk_free_bytes", Kind.GAUGE, "Room left on the disk of the data folder.")
DISK_SIZE = Family("folkmoot_disk_bytes", Kind.GAUGE, "Size of the disk of the data folder.")


def board() -> Board:
    """Return the counters of all processes that share this machine's data folder."""
    return Board(Path(settings.FOLKMOOT.data) / FOLDER, [figure.name for figure in FIGURES])


def metrics_text(*, now: datetime) -> str:
    """Return everything as Prometheus reads it."""
    return expose(
        itertools.chain(
            [Sample(BUILD, 1, (("version", folkmoot.__version__),))],
            counted(board().read()),
            _of_the_disk(),
            _of_the_database(now),
        )
    )


def counted(readings: Iterable[Reading]) -> Iterator[Sample]:
    """Yield what the processes counted: counters added up over all, gauges over those that live."""
    readings = tuple(readings)
    alive = [reading for reading in readings if reading.alive]
    yield Sample(PROCESSES, len(alive))
    for figure in FIGURES:
        if figure.family.kind is Kind.GAUGE_EACH:
            for reading in alive:
                yield _sample(figure, [reading], (("process", str(reading.number)),))
        else:
            yield _sample(figure, alive if figure.family.kind is Kind.GAUGE else readings, figure.labels)


def total(name: str, readings: Iterable[Reading]) -> int:
    """Return one figure added up, in the unit of its cell."""
    return sum(reading.values[name] for reading in readings)


def wal_bytes() -> int:
    """Return the length of SQLite's write-ahead log; 0 where there is none."""
    return _size_bytes(f"{connection.settings_dict['NAME']}-wal")


def _sample(figure: Figure, readings: Iterable[Reading], labels: tuple[tuple[str, str], ...]) -> Sample:
    return Sample(figure.family, total(figure.name, readings) / figure.per_unit, labels, figure.suffix)


def _of_the_disk() -> Iterator[Sample]:
    usage = shutil.disk_usage(settings.FOLKMOOT.data)
    yield Sample(DISK_FREE, usage.free)
    yield Sample(DISK_SIZE, usage.total)
    if connection.vendor == "sqlite":
        yield Sample(DATABASE_SIZE, _size_bytes(connection.settings_dict["NAME"]))
        yield Sample(WAL, wal_bytes())
        yield Sample(STOPPED, writing_is_stopped(connection.settings_dict["NAME"]))


def _of_the_database(now: datetime) -> Iterator[Sample]:
    """Yield what only the database knows; while it does not answer, that it does not."""
    try:
        outbox = backlog()
    except (DatabaseError, InterfaceError):
        yield Sample(DATABASE_UP, 0)
        return
    yield Sample(DATABASE_UP, 1)
    yield Sample(WAITING, outbox.waiting)
    yield Sample(OLDEST, oldest_age(outbox, now=now).total_seconds())
    yield Sample(PARKED, sum(handler.parked for handler in outbox.handlers))


def oldest_age(outbox: Backlog, *, now: datetime) -> timedelta:
    """Return how long the oldest fact that waits has waited; nothing when none does."""
    waiting_since = [outbox.unstamped_at, *(handler.oldest_at for handler in outbox.handlers)]
    return max((now - at for at in waiting_since if at is not None), default=timedelta(0))


def _size_bytes(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 -- a name from the settings, maybe of a file that is not there
    except FileNotFoundError:
        return 0
