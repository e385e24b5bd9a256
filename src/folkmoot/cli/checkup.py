"""What `doctor` looks at. Each check returns findings; one that is wrong says what to do about it."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from folkmoot.articles import queries as articles
from folkmoot.cli.finding import Finding
from folkmoot.cli.giving import check_giving
from folkmoot.cli.letters import check_letters
from folkmoot.cli.surroundings import check_surroundings
from folkmoot.cli.vitals import check_log, check_server, check_versions
from folkmoot.discussion import queries as discussion
from folkmoot.discussion.queries import find_miscounts
from folkmoot.funding.queries.ledger import check_ledger
from folkmoot.kit.backup.standing import standing
from folkmoot.kit.database import database_exists, database_version, durability_doubts
from folkmoot.kit.outbox.backlog import Backlog, backlog
from folkmoot.kit.readiness import LAG_ALLOWED, lags, pending_migrations
from folkmoot.kit.timetable import failing
from folkmoot.kit.versions import newer_database_sentence
from folkmoot.readers.queries.sealed import sealed_by_keys

FREE_BYTES = 500 * 2**20
FULLEST_PERCENT = 90
OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO


def check_data_folder() -> Iterator[Finding]:
    """Can we write there, and is there room?"""
    folder = Path(settings.FOLKMOOT.data).resolve()
    if not folder.exists():
        yield Finding("data folder", ok=False, sentence=f"{folder} is not there yet; folkmoot serve makes it.")
        return
    try:
        with tempfile.TemporaryFile(dir=folder):
            yield Finding("data folder", ok=True, sentence=f"{folder} can be written to.")
    except OSError as error:
        yield Finding("data folder", ok=False, sentence=f"{folder} cannot be written to: {error.strerror}.")
        return
    usage = shutil.disk_usage(folder)
    yield judge_disk(free_bytes=usage.free, used_bytes=usage.used)


def judge_disk(*, free_bytes: int, used_bytes: int) -> Finding:
    """Is there room for what will be written? What only root may use counts as neither."""
    percent = 100 * used_bytes // max(used_bytes + free_bytes, 1)
    is_enough = free_bytes >= FREE_BYTES and percent < FULLEST_PERCENT
    sentence = f"{free_bytes // 2**20} MB are free; {percent} % are in use."
    if not is_enough:
        sentence += " Writing stops when the disk is full: make room."
    return Finding("disk", ok=is_enough, sentence=sentence)


def check_keys() -> Iterator[Finding]:
    """May anybody else on this machine read the secrets?"""
    folder = Path(settings.FOLKMOOT.data) / "keys"
    if not folder.exists():
        yield Finding("keys", ok=True, sentence="None are made yet.")
        return
    open_to_others = [path for path in (folder, *folder.glob("*")) if path.stat().st_mode & OTHERS_MAY]
    for path in open_to_others:
        yield Finding("keys", ok=False, sentence=f"Others may read {path}: run chmod go= {path}")
    if not open_to_others:
        yield Finding("keys", ok=True, sentence="Only this account can read them.")


def check_missing_keys() -> Iterator[Finding]:
    """Is every key there that something in the database was made with?"""
    folder = Path(settings.FOLKMOOT.data) / "keys"
    for name, loss in sealed_by_keys().items():
        if not (folder / name).exists():
            sentence = f"{folder / name} is gone, so {loss}. Bring keys/ back from a backup before you start anything."
            yield Finding("keys", ok=False, sentence=sentence)


def check_database() -> Iterator[Finding]:
    """Does it answer, and is it set up to keep what it acknowledged?"""
    if not database_exists():
        yield Finding("database", ok=False, sentence="There is none yet; folkmoot serve makes it.")
        return
    try:
        yield Finding("database", ok=True, sentence=f"{database_version()} answers.")
        for doubt in durability_doubts():
            yield Finding("database", ok=False, sentence=f"{doubt}: what was acknowledged may be lost.")
    except DatabaseError as error:
        yield Finding("database", ok=False, sentence=f"It does not answer: {str(error).splitlines()[0]}.")


def check_notices() -> Iterator[Finding]:
    """Does PostgreSQL tell each node what the others change?"""
    if connection.vendor != "postgresql":
        return
    from folkmoot.kit.outbox.link import notices_arrive  # noqa: PLC0415 -- its driver is there only with PostgreSQL

    arrive = notices_arrive()
    sentence = (
        "PostgreSQL tells each node what the others change."
        if arrive
        else "PostgreSQL's notices do not arrive, so every page is made anew for every request. A pooler such as "
        "pgbouncer must use session pooling, and the server must allow two connections more for each process."
    )
    yield Finding("notices", ok=arrive, sentence=sentence)


def check_migrations() -> Iterator[Finding]:
    """Does the database have the shape that this program expects?"""
    if newer := newer_database_sentence():
        yield Finding("migrations", ok=False, sentence=newer)
        return
    pending = pending_migrations()
    sentence = f"{len(pending)} are pending: run folkmoot migrate." if pending else "The database is up to date."
    yield Finding("migrations", ok=not pending, sentence=sentence)


def check_drain(now: datetime) -> Iterator[Finding]:
    """Does what should happen by itself happen?"""
    yield from judge_outbox(backlog(), now=now)


def judge_outbox(outbox: Backlog, *, now: datetime) -> Iterator[Finding]:
    """Who waits, who stumbles, who gave up?"""
    late = [handler.name for handler in outbox.handlers if lags(handler, now=now)]
    if outbox.unstamped_at is not None and outbox.unstamped_at < now - LAG_ALLOWED:
        late.append("anybody")
    sentence = f"{outbox.waiting} facts wait."
    if late:
        sentence += f" Nobody brings them to {', '.join(late)}: is folkmoot serve or folkmoot worker running?"
    yield Finding("drain", ok=not late, sentence=sentence)
    for handler in outbox.handlers:
        if handler.failures:
            sentence = (
                f"{handler.name} has failed {handler.failures} times on one fact and is tried again; see the log."
            )
            yield Finding("drain", ok=False, sentence=sentence)
        if handler.parked:
            sentence = f"{handler.name} gave up on {handler.parked} facts; the table kit_parked_fact says why."
            yield Finding("parked facts", ok=False, sentence=sentence)


def check_timetable() -> Iterator[Finding]:
    """Does what should happen by the clock succeed?"""
    failed = failing()
    for name, error in failed.items():
        yield Finding("timetable", ok=False, sentence=f"{name} failed when it ran last ({error}); see the log.")
    if not failed:
        yield Finding("timetable", ok=True, sentence="Nothing that ran by the clock failed.")


def check_backups(now: datetime) -> Iterator[Finding]:
    """Is there something to go back to?"""
    found = standing(now=now)
    doubt = found.doubt(now=now)
    yield Finding("backups", ok=not doubt, sentence=doubt or found.summary())


def check_counters() -> Iterator[Finding]:
    """Do stored counters agree with the rows they count? Reads every comment, vote and posting."""
    off = [*find_miscounts(), *check_ledger().faults]
    for sentence in off:
        yield Finding("counters", ok=False, sentence=f"{sentence}.")
    if not off:
        yield Finding("counters", ok=True, sentence="All agree with the rows they count.")


def check_search() -> Iterator[Finding]:
    """Does the search know what is published, and nothing else? Reads every comment."""
    counts = {"articles": articles.count_unindexed(), "comments": discussion.count_unindexed()}
    for what, (lost, stale) in counts.items():
        sentence = f"{lost} published {what} are not in it yet"
        if lost:
            sentence += "; the running house brings them within a day, folkmoot reindex at once"
        if stale:
            sentence += f"; {stale} {what} are in it and not public, though nobody is shown them: run folkmoot reindex"
        yield Finding("search", ok=not stale, sentence=f"{sentence}.")


def examine(*, now: datetime, recount: bool) -> list[Finding]:
    """Return what was found, as far as it could be looked at: without folder, database or tables that is less."""
    findings = [*check_versions(), *check_data_folder()]
    if not all(finding.ok for finding in findings if finding.check == "data folder"):
        return findings
    findings += [*check_keys(), *check_database(), *check_log(), *check_server()]
    if all(finding.ok for finding in findings if finding.check == "database"):
        findings += check_notices()
        migrations = list(check_migrations())
        findings += migrations
        if all(finding.ok for finding in migrations):
            findings += [
                *check_missing_keys(),
                *check_drain(now),
                *check_timetable(),
                *check_backups(now),
                *check_surroundings(),
                *check_letters(now),
                *check_giving(),
            ]
            findings += [*check_counters(), *check_search()] if recount else ()
    return findings
