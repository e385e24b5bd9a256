"""Makes one backup: copies the database while others write, packs it, reads it back, and only then gives it its name."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from folkmoot import __version__
from folkmoot.kit.backup.engine import Engine, engine_here
from folkmoot.kit.backup.manifest import Contents, Manifest
from folkmoot.kit.backup.pack import Packer
from folkmoot.kit.backup.progress import Pass, Show, silent
from folkmoot.kit.backup.refusals import BackupError, BadBackupError, RefusedError
from folkmoot.kit.backup.unpack import KEY, MEDIA, Archive
from folkmoot.kit.backup.workplace import sync, workplace
from folkmoot.kit.failpoints import Failpoint, reach

SPARE_BYTES = 2**28
"""What a backup must leave free: the database it is taken from may live on the same disk."""
DAY_KEY = "day-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was verified."""

    path: Path
    size_bytes: int
    manifest: Manifest


def make_backup(target: Path, *, now: datetime, show: Show = silent) -> Made:
    """Write a backup of the database, media and keys to `target`; what was there is replaced once all is verified.

    Args:
        now: what the manifest says.

    Raises:
        BadBackupError: `target` cannot be written, or what was written is not what it should be.
        RefusedError: there is nothing to back up, no room, a tool is missing, or `target` is not a backup of ours.
    """
    target = target.absolute()
    engine, data = engine_here(), Path(settings.FOLKMOOT.data)
    _refuse_other_file(target)
    if not engine.exists():
        message = f"There is nothing to back up in {data.resolve()}: it has no database yet."
        raise RefusedError(message)
    files = dict(_files(data))
    media_bytes = sum(path.stat().st_size for path in files.values())
    _require_room(target.parent, 2 * engine.size_bytes() + media_bytes)
    try:
        with workplace(target) as folder:
            contents = engine.copy(folder / engine.member, lambda share: show("copying", share))
            packed = folder / "backup.zip"
            reach(Failpoint.BACKUP_COPIED)
            # The list of files is made again: a picture that came during the copy may be named in it.
            manifest = _pack(packed, folder / engine.member, dict(_files(data)), (engine, contents, now), show)
            check_backup(packed, engine, folder / "again", show=show)
            size_bytes = packed.stat().st_size
            reach(Failpoint.BACKUP_VERIFIED)
            os.replace(packed, target)  # noqa: PTH105 -- Path.replace says the same; this one is known to be atomic
            sync(target.parent)
    except OSError as error:
        raise _cannot_write(target, error) from error
    return Made(path=target, size_bytes=size_bytes, manifest=manifest)


def check_backup(path: Path, engine: Engine, copy: Path, *, show: Show = silent) -> None:
    """Return if everything in the archive at `path` is what its manifest says and its database can be relied on.

    Args:
        copy: where the database is unpacked for that; it is left there.

    Raises:
        BadBackupError: something is damaged.
        OSError: the copy cannot be written.
    """
    with Archive(path) as archive:
        checking = Pass(show, "checking", archive.size_bytes)
        for name in archive.manifest.files:
            if name != archive.database:
                archive.check(name, checking.add)
        archive.unpack(archive.database, copy, checking.add)
        engine.check(copy, archive.manifest.contents)


def _pack(
    packed: Path, copy: Path, files: dict[str, Path], what: tuple[Engine, Contents, datetime], show: Show
) -> Manifest:
    """Write the archive; the copy of the database is gone afterwards, to make room for checking."""
    engine, contents, now = what
    writing = Pass(show, "packing", copy.stat().st_size + sum(path.stat().st_size for path in files.values()))
    with Packer(packed) as packer:
        packer.add(engine.member, copy, squeeze=engine.squeeze, wrote=writing.add)
        copy.unlink()
        for name, path in files.items():
            packer.add(name, path, squeeze=False, wrote=writing.add)
        manifest = Manifest(
            program=__version__,
            made_at=now,
            engine=engine.name,
            engine_version=engine.version(),
            contents=contents,
            files=packer.files,
        )
        packer.finish(manifest)
    return manifest


def _files(data: Path) -> Iterator[tuple[str, Path]]:
    """Give name and path of every lasting key and every file of the media folder.

    Day keys stay out: they must be gone after 48 hours, and a backup lives longer (ADR 0010). Names with a dot in front
    are drafts of files being written.

    Raises:
        RefusedError: a file has a name that a restore would not accept.
    """
    for folder, pattern in (("keys", KEY), ("media", MEDIA)):
        for path in sorted((data / folder).rglob("*")):
            inside = path.relative_to(data)
            is_draft = any(part.startswith(".") for part in inside.parts)
            is_day_key = folder == "keys" and path.name.startswith(DAY_KEY)
            if is_draft or is_day_key or not path.is_file():
                continue
            if not pattern.fullmatch(inside.as_posix()):
                message = f"{path} has a name that a backup cannot keep: rename it or move it away."
                raise RefusedError(message)
            yield inside.as_posix(), path


def _refuse_other_file(target: Path) -> None:
    """Replace only what is a backup already: a slip of the keyboard must not cost somebody's file."""
    if not target.parent.is_dir():
        message = f"The folder {target.parent} is not there."
        raise BadBackupError(message)
    if target.is_dir():
        message = f"{target} is a folder: name the file to write."
        raise BadBackupError(message)
    if target.exists():
        try:
            Archive(target).__exit__()
        except BackupError as error:
            message = f"{target} is there already and is no backup that this program made: choose another name."
            raise RefusedError(message) from error


def _require_room(folder: Path, needed_bytes: int) -> None:
    free_bytes = shutil.disk_usage(folder).free
    if free_bytes < needed_bytes + SPARE_BYTES:
        message = (
            f"A backup needs about {(needed_bytes + SPARE_BYTES) // 2**20 + 1} MB in {folder} while it is made; "
            f"{free_bytes // 2**20} MB are free."
        )
        raise RefusedError(message)


def _cannot_write(target: Path, error: OSError) -> BadBackupError:
    return BadBackupError(f"The backup {target} could not be made: {error.strerror or error}.")
