"""What is counted in cells that outlive the process that counts (`board.py`). The order is the layout of the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

NS = 10**9
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "other")
STATUSES = ("2xx", "3xx", "4xx", "5xx")
SHELF = "shelf"
HOUSE = "house"
ANSWERED = {HOUSE: METHODS, SHELF: ("GET", "HEAD")}


class Kind(Enum):
    """What becomes of the figures of several processes."""

    COUNTER = "counter"  # added up, those of the dead too
    SUMMARY = "summary"  # likewise: a sum and a count
    GAUGE = "gauge"  # added up over the living
    GAUGE_EACH = "gauge of each process"  # shown for each of the living


@dataclass(frozen=True, slots=True)
class Family:
    """One metric as Prometheus knows it."""

    name: str
    kind: Kind
    what: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell.

    Attributes:
        name: what the house calls it; unique.
        labels: what tells it from the others of its family.
        per_unit: how many of the cell's units make one of the family's: seconds are kept as nanoseconds.
        suffix: what follows the family's name (`_sum` and `_count` of a summary).
    """

    name: str
    family: Family
    labels: tuple[tuple[str, str], ...] = ()
    per_unit: int = 1
    suffix: str = ""


def request_figure(method: str, status: int, *, by: str = HOUSE) -> str:
    """Return the name of the cell that counts requests of this method with this kind of answer."""
    return f"{method if method in METHODS else METHODS[-1]} {min(max(status // 100, 2), 5)}xx {by}"


def _count(name: str, family: str, what: str, per_unit: int = 1) -> Figure:
    return Figure(name, Family(f"folkmoot_{family}", Kind.COUNTER, what), (), per_unit)


_REQUESTS = Family(
    "folkmoot_requests_total", Kind.COUNTER, "Requests answered, by method, kind of answer and who gave it."
)
_RENDER = Family("folkmoot_render_seconds", Kind.SUMMARY, "Pages rendered for the shelf, and the time it took.")
_CHECKPOINTS = Family("folkmoot_checkpoints_total", Kind.COUNTER, "SQLite checkpoints, by how they ended.")

FIGURES = (
    *(
        Figure(f"{method} {status} {by}", _REQUESTS, (("method", method), ("status", status), ("by", by)))
        for by, methods in ANSWERED.items()
        for method in methods
        for status in STATUSES
    ),
    _count("hits", "shelf_hits_total", "Answers taken from the shelf as they were."),
    _count("misses", "shelf_misses_total", "Answers that had to be rendered first."),
    _count("stale", "shelf_stale_total", "Answers from the shelf that were being rendered anew at that moment."),
    _count("not_modified", "not_modified_total", "Answers 304: the reader had it already."),
    _count("coalesced", "coalesced_total", "Requests that waited for a page which another one was having rendered."),
    _count("refused_busy", "refused_busy_total", "Requests refused with 503: too many renders at once."),
    _count("evicted", "shelf_evicted_total", "Answers that left the shelf to make room."),
    Figure("render_ns", _RENDER, per_unit=NS, suffix="_sum"),
    Figure("renders", _RENDER, suffix="_count"),
    Figure("shelf_bytes", Family("folkmoot_shelf_bytes", Kind.GAUGE, "What the shelves of all workers hold.")),
    Figure("shelf_entries", Family("folkmoot_shelf_entries", Kind.GAUGE, "Answers on the shelves of all workers.")),
    Figure("live_open", Family("folkmoot_live_streams", Kind.GAUGE, "Readers who follow a discussion now.")),
    _count(
        "live_frames", "live_events_total", "Events that were sent to readers who follow, each once for every reader."
    ),
    _count("live_slow", "live_closed_slow_total", "Readers cut off because they did not keep up; they come back."),
    _count("live_refused", "live_refused_total", "Readers who were told to follow later: 429 or 503."),
    _count("lock_taken", "write_lock_taken_total", "How often the SQLite write lock was taken."),
    _count("lock_waits", "write_lock_waits_total", "How often it had to be waited for."),
    _count("lock_wait_ns", "write_lock_wait_seconds_total", "Time spent waiting for it, by all threads.", NS),
    Figure("checkpoints_done", _CHECKPOINTS, (("result", "done"),)),
    Figure("checkpoints_blocked", _CHECKPOINTS, (("result", "blocked"),)),
    _count("checkpoint_ns", "checkpoint_seconds_total", "Time spent on checkpoints.", NS),
    _count("commits", "commits_total", "Commits that waited for the disk."),
    _count("flushes", "flushes_total", "Flushes of SQLite's log to the disk; one may serve several commits."),
    _count("flush_ns", "flush_seconds_total", "Time that the disk took for them.", NS),
    _count("cpu_ns", "cpu_seconds_total", "Processor time of all workers, user and system.", NS),
    Figure("drain_owner", Family("folkmoot_drain_owner", Kind.GAUGE, "1 when the drain runs on this machine.")),
    Figure(
        "resident_bytes", Family("folkmoot_resident_bytes", Kind.GAUGE_EACH, "Memory of one process that is resident.")
    ),
    Figure(
        "started_ms",
        Family("folkmoot_start_time_seconds", Kind.GAUGE_EACH, "When one process started, as Unix time."),
        per_unit=1000,
    ),
)
