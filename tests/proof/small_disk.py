"""Two disks that can be filled and emptied: a file system of a few megabytes, and a limit on the length of files."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import pytest

DISK_BYTES = 24 * 2**20
LONGEST_FILE_BYTES = 200 * 2**10
CHUNK = bytes(2**16)


class Disk(Protocol):
    """What the proof does with either."""

    folder: Path

    def fill(self, pid: int) -> None:
        """Leave no room to the process."""

    def empty(self, pid: int) -> None:
        """Give it room again."""


class SmallFileSystem:
    """A file system in memory that only we use. Where it may not be mounted the proof is skipped."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / "ballast"

    def fill(self, pid: int) -> None:
        """Write until nothing goes in, to the last byte."""
        with self._ballast.open("ab", buffering=0) as file:
            for chunk in (CHUNK, b"\0"):
                with contextlib.suppress(OSError):
                    while file.write(chunk):
                        pass

    def empty(self, pid: int) -> None:
        """Remove what was written."""
        self._ballast.unlink()


class ShortFiles:
    """The process may make no file longer than it is now, nor than a limit: `EFBIG` where a disk would say `ENOSPC`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, pid: int) -> None:
        """Forbid long files."""
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (LONGEST_FILE_BYTES, resource.RLIM_INFINITY))

    def empty(self, pid: int) -> None:
        """Allow them again."""
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


@contextmanager
def small_file_system(folder: Path) -> Iterator[Disk]:
    """Mount one at the folder; skip where that is not allowed."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "folkmoot-proof", str(folder)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small file system may not be mounted here; the limit on files stands in for it")
    try:
        yield SmallFileSystem(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # a proof that fails may leave files open


@contextmanager
def short_files(folder: Path) -> Iterator[Disk]:
    """Use the folder as it is."""
    yield ShortFiles(folder)
