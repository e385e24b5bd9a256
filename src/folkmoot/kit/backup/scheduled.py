"""Backups that nobody asks for: every night, and before an upgrade changes the database."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min

from folkmoot.kit import timetable
from folkmoot.kit.backup.engine import engine_here
from folkmoot.kit.backup.making import Made, make_backup
from folkmoot.kit.backup.progress import Show, silent
from folkmoot.kit.backup.refusals import StoppedError
from folkmoot.kit.backup.rotation import is_due, kept, made_at, newest, nightly_name
from folkmoot.kit.versions import recorded_migrations

UPGRADES_KEPT = 4
BEFORE_UPGRADE = "before-upgrade-"
ONE_AT_A_TIME = ".lock"


def backup_folder() -> Path:
    """Return where these backups go; it is made with the first."""
    conf = settings.FOLKMOOT
    return Path(conf.backup_folder) if conf.backup_folder else Path(conf.data) / "backups"


def nightly_backups() -> dict[datetime, Path]:
    """Return those that are there, by when they were made. Each was verified before it got its name."""
    folder = backup_folder()
    found = ((made_at(path.name), path) for path in folder.iterdir()) if folder.is_dir() else ()
    return {time: path for time, path in found if time is not None}


def back_up_when_due(*, now: datetime) -> Made | None:
    """Make the nightly backup once its hour has come, then let old ones go; return it, or None when none was due.

    Raises:
        BackupError: it could not be made; the old ones all stay.
    """
    conf = settings.FOLKMOOT
    if not conf.backup_daily:
        return None
    last = newest(nightly_backups(), now=now)
    if not is_due(last=last, born=database_born_at(), hour=conf.backup_hour, now=now):
        return None
    with _only_one() as is_ours:
        if not is_ours:
            return None
        try:
            made = make_backup(backup_folder() / nightly_name(now), now=now, show=_stop_when_closing)
        except StoppedError:
            return None
        _thin_out(daily=conf.backup_daily, weekly=conf.backup_weekly)
    return made


def back_up_before_upgrade(*, now: datetime, show: Show = silent) -> Made | None:
    """Make a backup named for the migrations that the database has had; return it, None where there is nothing yet.

    Starting again and again with the same upgrade writes the same file anew. The last four states are kept.

    Raises:
        BackupError: it could not be made.
    """
    if not engine_here().exists() or not (recorded := recorded_migrations()):
        return None
    state = hashlib.sha256("\n".join(sorted(recorded)).encode()).hexdigest()[:8]
    folder = _folder()
    made = make_backup(folder / f"{BEFORE_UPGRADE}{state}.zip", now=now, show=show)
    others = [path for path in folder.glob(f"{BEFORE_UPGRADE}*.zip") if path.name != made.path.name]
    oldest_first = sorted(others, key=lambda path: path.stat().st_mtime)
    for path in oldest_first[: 1 - UPGRADES_KEPT]:
        path.unlink()
    return made


def database_born_at() -> datetime | None:
    """Return when the first migration was applied, None where none was."""
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return None
    born: datetime | None = recorder.migration_qs.aggregate(born=Min("applied"))["born"]
    return born.astimezone(UTC) if born else None


def _folder() -> Path:
    folder = backup_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _thin_out(*, daily: int, weekly: int) -> None:
    backups = nightly_backups()
    stay = kept(backups, daily=daily, weekly=weekly)
    for time, path in backups.items():
        if time not in stay:
            path.unlink(missing_ok=True)


@contextmanager
def _only_one() -> Iterator[bool]:
    """Give whether nobody else makes a nightly backup here; a drain that changed hands may find the old one at it."""
    descriptor = os.open(_folder() / ONE_AT_A_TIME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_ours = True
    except BlockingIOError:
        is_ours = False
    try:
        yield is_ours
    finally:
        os.close(descriptor)


def _stop_when_closing(_name: str, _share: float) -> None:
    if timetable.closing.is_set():
        raise StoppedError
