"""One page from everybody's memory: requests a second, latency, CPU of the whole process tree, bytes on the wire."""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from bench import load, ours, processes
from bench.read import servers
from bench.read.bars import Bar
from bench.read.flood import OK, flood
from bench.read.footprint import IDLE_BAR_MB
from bench.read.pages import Copy, Page, copy_of, request
from bench.read.reader import Reader
from bench.read.run import Run, figures
from folkmoot.kit.conf import SETTINGS

OURS, ISSO = "Folkmoot", "Isso"


@dataclass(slots=True)
class Cell:
    """One server and one page, measured in every round.

    Attributes:
        clients: connections at once.
        cpu_ms, load_ms: CPU of the server's processes and of the load itself, for a request.
        gone: how long we waited before the server gave up on the page; 0 as long as it answers.
    """

    server: str
    page: Page
    pid: int
    port: int
    request: bytes
    clients: int
    size_bytes: int = 0
    gone: float = 0.0
    rates: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    load_ms: list[float] = field(default_factory=list)
    p50_ms: list[float] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)

    def warm(self) -> None:
        """Ask for a while and forget it."""
        if self.server != ISSO:
            flood(self.port, [self.request], clients=self.clients, seconds=0.5)

    def measure(self, seconds: float) -> None:
        """Run the load once and keep its figures; what takes a good part of a minute is measured once."""
        if self.gone or (self.server == ISSO and self.p50_ms and self.p50_ms[0] > 2000):
            return
        cpu, own = processes.cpu_seconds(self.pid), time.process_time()
        result = self._ask(seconds)
        if not result.count(OK):
            self.gone = result.latencies_ms[0] / 1000
            return
        answered = len(result.latencies_ms)
        self.cpu_ms.append((processes.cpu_seconds(self.pid) - cpu) * 1000 / answered)
        self.load_ms.append((time.process_time() - own) * 1000 / answered)
        self.rates.append(answered / result.seconds)
        self.p50_ms.append(result.percentile_ms(0.50))
        self.p99_ms.append(result.percentile_ms(0.99))

    def _ask(self, seconds: float) -> load.Result:
        if self.server != ISSO:
            return flood(self.port, [self.request], clients=self.clients, seconds=seconds)

        def hear(_client: int, _status: int, body: bytes) -> None:
            self.size_bytes = max(self.size_bytes, len(body))

        # Its server closes after each answer, and one worker answers one request at a time: one client is its best.
        return load.run(self.port, clients=1, seconds=seconds, make=lambda *_: self.request, listen=hear)

    def row(self) -> str:
        """Return the line of a table."""
        begin = f"{self.page.label:>18} {self.server:14}"
        if self.gone:
            return f"{begin} no answer: its server gave up after {self.gone:.0f} s"
        rate, cpu, own, p50, p99 = map(
            statistics.median, (self.rates, self.cpu_ms, self.load_ms, self.p50_ms, self.p99_ms)
        )
        return f"{begin} {rate:10,.1f} {p50:9.2f} {p99:9.2f} {cpu:11.4f} {own:8.4f} {self.size_bytes:10,}"


HEAD = (
    f"{'comments':>18} {'server':14} {'requests/s':>10} {'p50 ms':>9} {'p99 ms':>9} {'CPU ms':>11}"
    f" {'(load)':>8} {'bytes':>10}"
)


def measure(run: Run) -> None:
    """Everybody's page from memory; then what ours holds once a whole archive was read."""
    with contextlib.ExitStack() as stack:
        us = stack.enter_context(run.serving())
        copies = {page.path: copy_of(us.port, page.path, run.options.coding) for page in run.read_pages}
        cells = _cells(run, stack, us, copies)
        for cell in cells:
            cell.warm()
        for round_number in range(run.options.rounds):
            turned = round_number % len(cells)
            for cell in cells[turned:] + cells[:turned]:
                cell.measure(run.options.seconds)
        _report(run, cells)
        reader = Reader(us, run.options.coding)
        for page in run.debates:
            reader.read(page.path)
        resident_mb = processes.resident_mb(us.pid)
    run.found["after_reading_mb"] = resident_mb
    shelf_mb = next(int(setting.default) for setting in SETTINGS if setting.name == "SHELF_MB") * (1 << 20) / 1e6
    run.bars.append(Bar("memory, after all pages were read", resident_mb, IDLE_BAR_MB + shelf_mb, "MB"))
    print(f"\nmemory after all that and {len(run.debates):,} other pages: {resident_mb:.0f} MB resident")


def _cells(run: Run, stack: contextlib.ExitStack, us: ours.Folkmoot, copies: Mapping[str, Copy]) -> list[Cell]:
    """Start the others and return a cell for each page and server, ours beside the bare one."""
    same = [(OURS, us.pid, us.port)]
    for name, serve in (("bare", servers.bare), ("nginx", servers.nginx)):
        if name in run.options.beside:
            other = stack.enter_context(serve(run.new_folder(name), copies))
            same += [(other.name, other.pid, other.port)] if other else []
    cells = []
    for page in run.read_pages:
        words = request(us.port, page.path, run.options.coding)
        size_bytes = len(copies[page.path].body)
        cells += [Cell(name, page, pid, port, words, run.options.clients, size_bytes) for name, pid, port in same]
        if "isso" in run.options.beside:
            folder = run.new_folder(f"isso-{page.slug}")
            isso = stack.enter_context(servers.isso(folder, us.folder / ours.STORE, page))
            cells.append(Cell(ISSO, page, isso.pid, isso.port, isso.read(page.slug), 1))
    return cells


def _report(run: Run, cells: list[Cell]) -> None:
    by = {(cell.server, cell.page.comments): cell for cell in cells}
    print(f"\nFrom memory; {run.options.clients} clients (Isso: 1), medians of {run.options.rounds} rounds\n{HEAD}")
    for cell in cells:
        print(cell.row())
    for page in run.read_pages if "bare" in run.options.beside else ():
        over, under = by[OURS, page.comments], by[servers.BARE, page.comments]
        run.bars.append(Bar(f"hit, {page.label}: CPU / bare uvicorn", _paired(over.cpu_ms, under.cpu_ms), 1.5))
    large, small = by[OURS, 100_000], by[OURS, 1_000]
    run.bars.append(Bar("hit, 100,000 / 1,000: time", _paired(large.p50_ms, small.p50_ms), 1.2))
    run.bars.append(Bar("first page, 100,000 / 1,000: bytes", large.size_bytes / small.size_bytes, 1.2))
    run.found["hit"] = [
        {"server": cell.server, "bytes": cell.size_bytes, "gave_up_after_s": cell.gone or None, **figures(cell)}
        for cell in cells
    ]


def _paired(over: list[float], under: list[float]) -> float:
    """Return the median, over the rounds, of one figure divided by the other of the same round."""
    return statistics.median(a / b for a, b in zip(over, under, strict=True))
