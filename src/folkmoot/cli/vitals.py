"""What `doctor` sees of a server that runs: it reads the slates on which the server's processes count.

So it needs neither the server's address nor its token, and it sees a server that does not answer any more.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import django
from django.db import connection

import folkmoot
from folkmoot.cli.finding import Finding
from folkmoot.kit.metrics.board import Reading
from folkmoot.kit.metrics.figures import NS
from folkmoot.kit.metrics.gather import board, total, wal_bytes
from folkmoot.kit.sqlite.checkpoint import TRUNCATE_BYTES

MB = 2**20
LONG_WAIT_S = 0.5
BUSY_SHARE = 0.01
LONG_LOG_BYTES = 2 * TRUNCATE_BYTES


def check_versions() -> Iterator[Finding]:
    """What is it that runs here? For whoever asks for help."""
    sentence = f"Folkmoot {folkmoot.__version__}, Django {django.__version__}, Python {platform.python_version()}."
    yield Finding("version", ok=True, sentence=sentence)


def check_log() -> Iterator[Finding]:
    """Does SQLite's log go back into the database, as it should?"""
    if connection.vendor != "sqlite":
        return
    size_bytes = wal_bytes()
    sentence = f"The write-ahead log is {size_bytes // MB} MB long."
    if size_bytes > LONG_LOG_BYTES:
        sentence += (
            " Something has been reading the database for long and keeps it from being cut: end what has been open "
            "for hours, such as a sqlite3 on the command line."
        )
    yield Finding("log", ok=size_bytes <= LONG_LOG_BYTES, sentence=sentence)


def check_server() -> Iterator[Finding]:
    """Does one run on this machine, and how does it fare?"""
    readings = board().read()
    alive = [reading for reading in readings if reading.alive]
    if not alive:
        yield Finding("server", ok=True, sentence="None runs on this data folder: folkmoot serve starts it.")
        return
    since = datetime.fromtimestamp(min(reading.values["started_ms"] for reading in alive) / 1000, tz=UTC)
    count = "1 process runs" if len(alive) == 1 else f"{len(alive)} processes run"
    memory_mb = total("resident_bytes", alive) // MB
    yield Finding(
        "server", ok=True, sentence=f"{count}, since {since:%Y-%m-%d %H:%M} UTC, with {memory_mb} MB of memory."
    )
    yield from judge_shelf(readings)
    yield from judge_lock(readings)


def judge_shelf(readings: Sequence[Reading]) -> Iterator[Finding]:
    """How many readers were served from memory?"""
    kept = total("hits", readings) + total("stale", readings)
    asked = kept + total("misses", readings)
    if not asked:
        yield Finding("shelf", ok=True, sentence="No page has been asked for yet.")
        return
    alive = [reading for reading in readings if reading.alive]
    pages, size_mb = total("shelf_entries", alive), total("shelf_bytes", alive) / MB
    share = 100 * kept // asked
    sentence = f"{share} % of {asked} pages came from memory, which holds {pages} of them in {size_mb:.1f} MB."
    yield Finding("shelf", ok=True, sentence=sentence)
    refused = total("refused_busy", readings)
    if refused > BUSY_SHARE * asked:
        sentence = f"{refused} readers were told to come back: more pages had to be made at once than this machine can."
        yield Finding("shelf", ok=False, sentence=sentence)


def judge_lock(readings: Sequence[Reading]) -> Iterator[Finding]:
    """Do writers get their turn?"""
    taken, waits = total("lock_taken", readings), total("lock_waits", readings)
    if not taken:
        return
    wait_s = total("lock_wait_ns", readings) / NS / max(waits, 1)
    sentence = f"Taken {taken} times; {waits} had to wait, {1000 * wait_s:.0f} ms on average."
    if wait_s > LONG_WAIT_S:
        sentence += " That is long: is an import at work, or another program writing to the database?"
    yield Finding("write lock", ok=wait_s <= LONG_WAIT_S, sentence=sentence)
