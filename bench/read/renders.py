"""A page that is not on the shelf, and a page that is out of date: what making it costs, and how long a reader waits.

*Miss*: every page of the machine is thrown out as a takedown throws it out (its epoch changes), then the page is asked
for. *Stale*: somebody comments, and when the comment's own work is done the page is asked for: the reader gets the old
copy at once, or waits; the CPU counts the making of the new one in either case.
"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass, field

from bench import ours, processes
from bench.read.bars import Bar
from bench.read.pages import Page
from bench.read.reader import Reader
from bench.read.run import Run, figures
from folkmoot.edge.epochs import Epochs

SETTLE_S = 0.4
"""What a comment sets in motion (the drain, a checkpoint) and what a page sets in motion (a rendering) is over by then."""


@dataclass(slots=True)
class Anew:
    """One page of ours that is made anew again and again: how long its reader waits, and the CPU of it all, in ms."""

    page: Page
    took_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def row(self, what: str) -> str:
        """Return the line of a table."""
        took, cpu = statistics.median(self.took_ms), statistics.median(self.cpu_ms)
        return f"{self.page.label:>18} {what:6} {took:9.2f} {max(self.took_ms):9.2f} {cpu:9.2f} {len(self.took_ms):7}"


HEAD = f"{'comments':>18} {'':6} {'p50 ms':>9} {'slowest':>9} {'CPU ms':>9} {'times':>7}"


def measure(run: Run) -> None:
    """Misses first, then stale pages; print both."""
    missing = [Anew(page) for page in run.read_pages]
    stale = [Anew(page) for page in run.written]
    with run.serving() as us:
        reader = Reader(us, run.options.coding)
        for cell in missing:
            reader.read(cell.page.path)
        _throw_out(us, reader, missing, times=run.options.rounds * 3)
        _make_stale(us, reader, stale, times=run.options.rounds)
    print(f"\nMade anew, for one reader\n{HEAD}")
    for cell in missing:
        print(cell.row("miss"))
    for cell in stale:
        print(cell.row("stale"))
    by = {cell.page.comments: cell for cell in missing}
    pairs = zip(by[100_000].took_ms, by[1_000].took_ms, strict=True)
    run.bars.append(Bar("miss, 100,000 / 1,000: time", statistics.median(a / b for a, b in pairs), 1.2))
    run.found["miss"] = [figures(cell) for cell in missing]
    run.found["stale"] = [figures(cell) for cell in stale]


def _throw_out(us: ours.Folkmoot, reader: Reader, cells: list[Anew], *, times: int) -> None:
    epochs = Epochs(us.folder / "epochs")
    for _ in range(times):
        for cell in cells:
            epochs.tell_everything()
            _measure(us, reader, cell)


def _make_stale(us: ours.Folkmoot, reader: Reader, cells: list[Anew], *, times: int) -> None:
    for _ in range(times):
        for cell in cells:
            reader.read(cell.page.path)
            time.sleep(SETTLE_S)
            reader.comment(cell.page.thread)
            time.sleep(SETTLE_S)
            _measure(us, reader, cell, settle_s=SETTLE_S)


def _measure(us: ours.Folkmoot, reader: Reader, cell: Anew, *, settle_s: float = 0.0) -> None:
    cpu = processes.cpu_seconds(us.pid)
    took_ms, _body = reader.read(cell.page.path)
    time.sleep(settle_s)
    cell.took_ms.append(took_ms)
    cell.cpu_ms.append((processes.cpu_seconds(us.pid) - cpu) * 1000)
