"""Restores one backup: verifies all of it in a folder of its own, and only then touches what is there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connections

from folkmoot.kit.backup.engine import Engine, engine_here
from folkmoot.kit.backup.making import SPARE_BYTES, check_backup
from folkmoot.kit.backup.manifest import Manifest
from folkmoot.kit.backup.progress import Pass, Show, silent
from folkmoot.kit.backup.refusals import BadBackupError, RefusedError
from folkmoot.kit.backup.swap import FOLDERS, holds_anything, swap, undo
from folkmoot.kit.backup.unpack import Archive
from folkmoot.kit.backup.workplace import workplace
from folkmoot.kit.outbox.owner import Chore, ownership
from folkmoot.kit.presence import NotAloneError, alone
from folkmoot.kit.versions import unknown_migrations

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back, and where that which it replaced is kept (None: there was nothing)."""

    manifest: Manifest
    aside: Path | None


def restore_backup(path: Path, *, replace: bool, now: datetime, show: Show = silent) -> Restored:
    """Bring database, media and keys back from the backup at `path`.

    Args:
        replace: the data folder may hold something; it is kept under a dated name.
        now: the date in that name.

    Raises:
        BadBackupError: the file is no backup, or damaged, or made to do harm.
        RefusedError: something runs here, or is here; or the backup is of a newer program or another kind of database.
    """
    engine, data = engine_here(), Path(settings.FOLKMOOT.data)
    connections.close_all()  # what this process has open is about to be replaced
    with Archive(path) as archive:
        _refuse_strange(archive.manifest, engine)
        with _alone(data, engine):
            undo(data, engine)
            if not replace and holds_anything(data, engine):
                message = f"{data.resolve()} is not empty: --replace restores all the same and keeps what is there."
                raise RefusedError(message)
            aside = _restore(archive, engine, data, label=f"replaced-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}", show=show)
    return Restored(manifest=archive.manifest, aside=aside)


def examine_backup(path: Path, *, show: Show = silent) -> Manifest:
    """Return the manifest of a backup that could be restored here; nothing stays written.

    Raises:
        BadBackupError: as `restore_backup`.
        RefusedError: the backup is of a newer program or another kind of database.
    """
    engine = engine_here()
    with Archive(path) as archive:
        _refuse_strange(archive.manifest, engine)
        with tempfile.TemporaryDirectory() as folder:
            _require_room(Path(folder), archive.manifest.files[archive.database].size_bytes)
            check_backup(path, engine, Path(folder) / engine.member, show=show)
    return archive.manifest


def _refuse_strange(manifest: Manifest, engine: Engine) -> None:
    if manifest.engine != engine.name:
        message = (
            f"This backup is of {NAMES.get(manifest.engine, 'another database')}, and {NAMES[engine.name]} is set up "
            "here; see FOLKMOOT_DATABASE_URL."
        )
        raise RefusedError(message)
    unknown = unknown_migrations(manifest.contents.migrations)
    if unknown:
        message = (
            f"A newer Folkmoot made this backup (it has {unknown[0]}, which this one does not know): "
            "restore it with that version or a newer one."
        )
        raise RefusedError(message)


@contextmanager
def _alone(data: Path, engine: Engine) -> Iterator[None]:
    """Keep everyone else out: of this folder, and of a database that other machines reach."""
    with ExitStack() as stack:
        try:
            stack.enter_context(alone(data))
        except NotAloneError as error:
            raise RefusedError(str(error)) from error
        except OSError as error:
            message = f"{data} cannot be written to: {error.strerror}."
            raise BadBackupError(message) from error
        engine.require_quiet()
        for chore in (Chore.MIGRATION, Chore.DRAIN):  # a node that starts meanwhile waits for these
            claim = ownership(chore)
            if not claim.hold():
                message = "Folkmoot is running on this database: stop it first."
                raise RefusedError(message)
            stack.callback(claim.release)
        yield


def _restore(archive: Archive, engine: Engine, data: Path, *, label: str, show: Show) -> Path | None:
    _require_room(data, archive.size_bytes)
    try:
        with workplace(data / "restore") as staged:
            unpacking = Pass(show, "unpacking", archive.size_bytes)
            for name in FOLDERS:
                (staged / name).mkdir(mode=0o700 if name == "keys" else 0o755)
            for name in archive.manifest.files:
                to = staged / (engine.member if name == archive.database else name)
                to.parent.mkdir(parents=True, exist_ok=True)
                archive.unpack(name, to, unpacking.add)
            engine.check(staged / engine.member, archive.manifest.contents)
            return swap(data, engine, staged, archive.manifest.contents, label=label)
    except OSError as error:
        message = f"The backup could not be restored: {error.strerror or error}."
        raise BadBackupError(message) from error


def _require_room(folder: Path, needed_bytes: int) -> None:
    free_bytes = shutil.disk_usage(folder).free
    if free_bytes < needed_bytes + SPARE_BYTES:
        message = (
            f"The backup needs {(needed_bytes + SPARE_BYTES) // 2**20 + 1} MB unpacked; "
            f"{free_bytes // 2**20} MB are free in {folder}."
        )
        raise RefusedError(message)
