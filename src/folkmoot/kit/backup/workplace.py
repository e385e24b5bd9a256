"""A folder to work in, on the same disk as what will be replaced, that never outlives its process for long."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SUFFIX = ".part"


@contextmanager
def workplace(target: Path) -> Iterator[Path]:
    """Give an empty folder beside `target` that only this account may enter; it is gone afterwards.

    A killed process leaves its folder behind, but not its lock on it: whoever works beside the same target next sweeps
    it away.

    Raises:
        OSError: the folder cannot be made.
    """
    _sweep(target)
    folder, descriptor = _make(target)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def write_and_sync(path: Path, data: bytes) -> None:
    """Write a new file that only this account may read; return when it is on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def sync(path: Path) -> None:
    """Return when a file, or the list of names in a folder, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_below(folder: Path) -> None:
    """Return when everything below a folder is on the disk, the folder itself included."""
    for place, _folders, files in os.walk(folder):
        for name in files:
            sync(Path(place) / name)
        sync(Path(place))


def _make(target: Path) -> tuple[Path, int]:
    while True:
        folder = target.with_name(f".{target.name}.{secrets.token_hex(4)}{SUFFIX}")
        folder.mkdir(mode=0o700)
        try:
            descriptor = _lock(folder)
        except FileNotFoundError:
            continue  # swept away before we could lock it
        if descriptor is not None:
            return folder, descriptor


def _lock(folder: Path) -> int | None:
    """Return the descriptor that holds the folder's lock; None when another process has it, or it is no folder now."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    if os.fstat(descriptor).st_nlink:
        return descriptor
    os.close(descriptor)
    return None


def _sweep(target: Path) -> None:
    left = [
        path
        for path in target.parent.iterdir()
        if path.name.startswith(f".{target.name}.") and path.name.endswith(SUFFIX) and path.is_dir()
    ]
    for folder in left:
        try:
            descriptor = _lock(folder)
        except FileNotFoundError:
            continue
        if descriptor is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(descriptor)
