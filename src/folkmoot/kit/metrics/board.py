"""Counters of several processes that nobody's death takes away.

Each process has a **slate**: a memory-mapped file in DATA/metrics with a cell of eight bytes for each figure. Adding one
to a cell costs about a tenth of a microsecond, and what is in it stays when the process is killed: the pages belong to
the kernel. A slate belongs to whoever holds `flock` on it; the successor of a process that died takes its slate over and
counts on from there, so sums never go backwards. What a machine without power forgets are only figures.
"""

from __future__ import annotations

import fcntl
import mmap
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

CELL_BYTES = 8
HEADER_CELLS = 1  # which layout the rest has
PATTERN = "*.slate"


def _layout(names: Sequence[str]) -> int:
    """Return a number for this list of figures: a slate written by another version must not be misread."""
    return int.from_bytes(blake2b("\n".join(names).encode(), digest_size=CELL_BYTES).digest(), "little")


class Slate:
    """One process's counters. Each cell has one thread that writes it; nobody else's reading disturbs that.

    Attributes:
        cells: the figures, to be added to in place.
        place: index of each figure in `cells`, by its name.
    """

    def __init__(self, descriptor: int, names: Sequence[str]) -> None:
        """Map the file that is open, locked, and of the right length."""
        self.place = {name: number for number, name in enumerate(names)}
        self._descriptor = descriptor
        self._map = mmap.mmap(descriptor, _size_bytes(names))
        self._words = memoryview(self._map).cast("Q")
        self.cells = self._words[HEADER_CELLS:]
        self._found = tuple(self.cells)

    def add(self, name: str, amount: int = 1) -> None:
        """Add to a counter."""
        self.cells[self.place[name]] += amount

    def show(self, name: str, value: int) -> None:
        """Set a figure that goes up and down."""
        self.cells[self.place[name]] = value

    def carry(self, name: str, since_start: int) -> None:
        """Set a counter that is kept elsewhere and began at 0 with this process: what predecessors counted is added."""
        place = self.place[name]
        self.cells[place] = self._found[place] + since_start

    def close(self) -> None:
        """Give the slate up; what is on it stays."""
        self.cells.release()
        self._words.release()
        self._map.close()
        os.close(self._descriptor)


@dataclass(frozen=True, slots=True)
class Reading:
    """One slate as somebody else sees it: is its process alive, and what has it (and its predecessors) counted?"""

    number: int
    alive: bool
    values: Mapping[str, int]


class Board:
    """All slates of one folder."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        """Remember where they lie and what is on them; the folder is made by whoever claims the first."""
        self._folder = folder
        self._names = tuple(names)

    def claim(self) -> Slate:
        """Return a slate of this process's own, kept until `close` or death.

        Raises:
            OSError: the folder cannot be written to, or the disk is full.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        number = 0
        while (descriptor := _lock(self._folder / f"{number}.slate")) is None:
            number += 1
        try:
            if os.pread(descriptor, _size_bytes(self._names), 0)[:CELL_BYTES] != self._header():
                # Written, not only lengthened: on a full disk that fails here, and not at the first count by SIGBUS.
                blank = self._header() + bytes(_size_bytes(self._names) - CELL_BYTES)
                os.pwrite(descriptor, blank, 0)
                os.truncate(descriptor, len(blank))
            return Slate(descriptor, self._names)
        except BaseException:
            os.close(descriptor)
            raise

    def wipe(self) -> None:
        """Remove the slates of processes that are gone: a server that starts counts from 0."""
        for path in self._folder.glob(PATTERN):
            descriptor = _lock(path)
            if descriptor is not None:
                path.unlink(missing_ok=True)
                os.close(descriptor)

    def read(self) -> tuple[Reading, ...]:
        """Return what every process of this layout has counted, in the order of their numbers."""
        return tuple(sorted(self._readings(), key=lambda reading: reading.number))

    def _readings(self) -> Iterator[Reading]:
        for path in self._folder.glob(PATTERN):
            try:
                with path.open("rb", buffering=0) as file:
                    content = file.read(_size_bytes(self._names))
                    alive = _is_held(file.fileno())
            except FileNotFoundError:  # a server that starts has just removed it
                continue
            if len(content) == _size_bytes(self._names) and content.startswith(self._header()):
                cells = memoryview(content).cast("Q")[HEADER_CELLS:]
                yield Reading(int(path.stem), alive, dict(zip(self._names, cells, strict=True)))

    def _header(self) -> bytes:
        return _layout(self._names).to_bytes(CELL_BYTES, "little")


def _size_bytes(names: Sequence[str]) -> int:
    return (HEADER_CELLS + len(names)) * CELL_BYTES


def _lock(path: Path) -> int | None:
    """Return a descriptor that holds the file, or None when somebody alive holds it."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        if os.fstat(descriptor).st_nlink:
            return descriptor
        os.close(descriptor)  # removed between opening and locking


def _is_held(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return False
