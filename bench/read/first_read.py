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


@dataclass(slots=True)
class FirstRead:
    """What somebody waits for who has just commented, in milliseconds.

    Attributes:
        comment_ms: until the comment was acknowledged.
        window_ms: then `/comments/{id}`, which must show it.
        page_ms: then (after another comment) the page of the thread, which may be the old one.
        shown_ms: from the acknowledgement until the page of the thread shows the comment.
        old: how many of those pages were the old ones.
    """

    page: Page
    comment_ms: list[float] = field(default_factory=list)
    window_ms: list[float] = field(default_factory=list)
    page_ms: list[float] = field(default_factory=list)
    shown_ms: list[float] = field(default_factory=list)
    old: int = 0

    def measure(self, reader: Reader) -> None:
        """Comment twice; after the first read its window, after the second the page.

        Raises:
            ValueError: the window does not show the comment, or the page does not within five seconds.
        """
        reader.read(self.page.path)
        comment_id, took_ms = reader.comment(self.page.thread)
        self.comment_ms.append(took_ms)
        took_ms, body = reader.read(f"/comments/{comment_id}")
        self.window_ms.append(took_ms)
        if not reader.shows(body, comment_id):
            message = f"/comments/{comment_id} does not show it"
            raise ValueError(message)
        reader.read(self.page.path)
        time.sleep(0.1)  # whatever that set in motion is done
        comment_id, took_ms = reader.comment(self.page.thread)
        acknowledged = time.perf_counter()
        self.comment_ms.append(took_ms)
        took_ms, body = reader.read(self.page.path)
        self.page_ms.append(took_ms)
        self.old += not reader.shows(body, comment_id)
        while not reader.shows(body, comment_id):
            if time.perf_counter() - acknowledged > 5:
                message = f"{self.page.path} does not show comment {comment_id}"
                raise ValueError(message)
            time.sleep(0.002)
            _took_ms, body = reader.read(self.page.path)
        self.shown_ms.append((time.perf_counter() - acknowledged) * 1000)

    def row(self) -> str:
        """Return the line of a table: medians, and the slowest in brackets."""
        cells = (
            f"{statistics.median(took):7.1f} ({max(took):5.0f})"
            for took in (self.comment_ms, self.window_ms, self.page_ms, self.shown_ms)
        )
        return f"{self.page.label:>18} {' '.join(cells)} {self.old:6} of {len(self.page_ms)}"


HEAD = (
    f"{'comments':>18} {'comment ms':>15} {'/comments/…':>15} {'the page':>15} {'page shows it':>15} {'old page':>12}"
)


def measure(run: Run) -> None:
    """Comment and read, in turn in each thread; print what was waited for."""
    cells = [FirstRead(run.written_of(size)) for size in SIZES]
    times = run.options.rounds * 6
    with run.serving() as us:
        reader = Reader(us, run.options.coding)
        for _ in range(times):
            for cell in cells:
                cell.measure(reader)
    print(f"\nThe first read after a comment; {times} of each, median (slowest), ms\n{HEAD}")
    for cell in cells:
        print(cell.row())
        window, page = statistics.median(cell.window_ms), statistics.median(cell.page_ms)
        run.bars.append(Bar(f"after a comment, {cell.page.label}: /comments/…", window, BAR_MS, "ms"))
        run.bars.append(Bar(f"after a comment, {cell.page.label}: the page", page, BAR_MS, "ms"))
    run.found["first_read"] = [{"old_pages": cell.old, **figures(cell)} for cell in cells]
