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

SETTLE_S = 0.25
"""What a comment sets in motion (the drain, a checkpoint) and what a page sets in motion (a rendering) is over by then."""


@dataclass(slots=True)
class Renders:
    """One page of ours, thrown out or made stale again and again."""

    page: Page
    miss_ms: list[float] = field(default_factory=list)
    miss_cpu_ms: list[float] = field(default_factory=list)
    stale_ms: list[float] = field(default_factory=list)
    stale_cpu_ms: list[float] = field(default_factory=list)

    def row(self) -> str:
        """Return the line of a table."""
        figures = (self.miss_ms, self.miss_cpu_ms, self.stale_ms, self.stale_cpu_ms)
        miss, miss_cpu, stale, stale_cpu = (statistics.median(each) if each else float("nan") for each in figures)
        slowest = max(self.miss_ms)
        return f"{self.page.label:>18} {miss:9.2f} {slowest:9.2f} {miss_cpu:9.2f} {stale:11.2f} {stale_cpu:9.2f}"


HEAD = f"{'comments':>18} {'miss ms':>9} {'slowest':>9} {'CPU ms':>9} {'stale ms':>11} {'CPU ms':>9}"


def measure(run: Run) -> None:
    """Misses first, then stale pages; print both."""
    cells = [Renders(page) for page in run.read_pages]
    with run.serving() as us:
        reader, times = Reader(us, run.options.coding), run.options.rounds * 6
        for cell in cells:
            reader.read(cell.page.path)
        _throw_out(us, reader, cells, times=times)
        _make_stale(us, reader, cells, times=run.options.rounds)
    print(f"\nMade anew; {times} misses and {run.options.rounds} stale pages each, one reader, medians\n{HEAD}")
    for cell in cells:
        print(cell.row())
    by = {cell.page.comments: cell for cell in cells}
    pairs = zip(by[100_000].miss_ms, by[1_000].miss_ms, strict=True)
    run.bars.append(Bar("miss, 100,000 / 1,000: time", statistics.median(a / b for a, b in pairs), 1.2))
    run.found["render"] = [figures(cell) for cell in cells]


def _throw_out(us: ours.Folkmoot, reader: Reader, cells: list[Renders], *, times: int) -> None:
    epochs = Epochs(us.folder / "epochs")
    for _ in range(times):
        for cell in cells:
            epochs.tell_everything()
            cpu = processes.cpu_seconds(us.pid)
            took_ms, _body = reader.read(cell.page.path)
            cell.miss_ms.append(took_ms)
            cell.miss_cpu_ms.append((processes.cpu_seconds(us.pid) - cpu) * 1000)


def _make_stale(us: ours.Folkmoot, reader: Reader, cells: list[Renders], *, times: int) -> None:
    for _ in range(times):
        for cell in cells:
            reader.read(cell.page.path)
            reader.comment(cell.page.thread)
            time.sleep(SETTLE_S)
            cpu = processes.cpu_seconds(us.pid)
            took_ms, _body = reader.read(cell.page.path)
            time.sleep(SETTLE_S)
            cell.stale_ms.append(took_ms)
            cell.stale_cpu_ms.append((processes.cpu_seconds(us.pid) - cpu) * 1000)
