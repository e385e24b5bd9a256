"""What somebody waits for who has just commented."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, field

from bench.read.bars import Bar
from bench.read.pages import Page
from bench.read.reader import Reader
from bench.read.run import Run, figures

SIZES = (10_000, 100_000)
BAR_MS = 30.0
UNREAD_S = 1.2
MOST_S = 5.0


@dataclass(slots=True)
class FirstRead:
    """What somebody waits for who has just commented, in milliseconds.

    Attributes:
        comment_ms: until the comment was acknowledged.
        window_ms: then `/comments/{id}`, which must show it.
        read_ms: then (after another comment) the page of the thread, which others are reading: it may be the old one.
        shown_ms: from the acknowledgement until that page shows the comment.
        old: how many of those pages were the old ones.
        unread_ms: the same page where nobody had read it for a second, so that no old one may be shown.
    """

    page: Page
    comment_ms: list[float] = field(default_factory=list)
    window_ms: list[float] = field(default_factory=list)
    read_ms: list[float] = field(default_factory=list)
    shown_ms: list[float] = field(default_factory=list)
    unread_ms: list[float] = field(default_factory=list)
    old: int = 0

    def measure(self, reader: Reader) -> None:
        """Comment three times, and read something else after each."""
        self._read_window(reader)
        self._read_page(reader)
        self._read_unread_page(reader)

    def _read_window(self, reader: Reader) -> None:
        comment_id = self._comment(reader)
        took_ms, body = reader.read(f"/comments/{comment_id}")
        self.window_ms.append(took_ms)
        _expect(reader, body, comment_id)

    def _read_page(self, reader: Reader) -> None:
        reader.read(self.page.path)
        time.sleep(0.1)  # whatever that set in motion is done
        reader.read(self.page.path)
        comment_id = self._comment(reader)
        acknowledged = time.perf_counter()
        took_ms, body = reader.read(self.page.path)
        self.read_ms.append(took_ms)
        self.old += not reader.shows(body, comment_id)
        while not reader.shows(body, comment_id) and time.perf_counter() - acknowledged < MOST_S:
            time.sleep(0.002)
            _took_ms, body = reader.read(self.page.path)
        self.shown_ms.append((time.perf_counter() - acknowledged) * 1000)
        _expect(reader, body, comment_id)

    def _read_unread_page(self, reader: Reader) -> None:
        time.sleep(UNREAD_S)
        comment_id = self._comment(reader)
        took_ms, body = reader.read(self.page.path)
        self.unread_ms.append(took_ms)
        _expect(reader, body, comment_id)

    def _comment(self, reader: Reader) -> int:
        comment_id, took_ms = reader.comment(self.page.thread)
        self.comment_ms.append(took_ms)
        return comment_id

    def row(self) -> str:
        """Return the line of a table: medians, and the slowest in brackets."""
        cells = (
            f"{statistics.median(took):7.1f} ({max(took):5.0f})"
            for took in (self.comment_ms, self.window_ms, self.read_ms, self.shown_ms, self.unread_ms)
        )
        return f"{self.page.label:>18} {' '.join(cells)} {self.old:6} of {len(self.read_ms)}"


HEAD = (
    f"{'comments':>18} {'comment':>15} {'/comments/…':>15} {'page, read':>15} {'it shows it':>15} {'page, unread':>15}"
    f" {'old page':>12}"
)


def _expect(reader: Reader, body: bytes, comment_id: int) -> None:
    """Do nothing if the page shows the comment.

    Raises:
        ValueError: it does not.
    """
    if not reader.shows(body, comment_id):
        message = f"a page that must show comment {comment_id} does not"
        raise ValueError(message)


def measure(run: Run) -> None:
    """Comment and read, in turn in each thread; print what was waited for."""
    cells = [FirstRead(run.written_of(size)) for size in SIZES]
    times = run.options.rounds * 2
    with run.serving() as us:
        reader = Reader(us, run.options.coding)
        for _ in range(times):
            for cell in cells:
                cell.measure(reader)
    print(f"\nThe first read after a comment; {times} of each, median (slowest), ms\n{HEAD}")
    for cell in cells:
        print(cell.row())
        firsts = {"/comments/…": cell.window_ms, "page, read": cell.read_ms, "page, unread": cell.unread_ms}
        for name, took_ms in firsts.items():
            median_ms = statistics.median(took_ms)
            run.bars.append(Bar(f"after a comment, {cell.page.label}: {name}", median_ms, BAR_MS, "ms"))
    run.found["first_read"] = [{"old_pages": cell.old, **figures(cell)} for cell in cells]
