"""Durable comments per second through HTTP: ours beside Isso, into an empty thread and into one of 100,000.

    python -m bench.write [--seconds 5] [--rounds 3] [--workers 2]

Every cell is measured in turn, round after round, so that a slow minute of the machine hits all alike. A comment
counts only when the server acknowledged it *and* it is found in the store afterwards; a difference ends the run.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import load, ours, processes, rivals


@dataclass(slots=True)
class Cell:
    """One thing that is measured in every round."""

    name: str
    pid: int
    port: int
    clients: int
    ask: Callable[[int, int, int], bytes]
    hear: Callable[[int, int, bytes], None]
    count: Callable[[], int]
    rates: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    p50_ms: list[float] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)

    def measure(self, round_number: int, seconds: float) -> None:
        """Run the load once and keep its figures.

        Raises:
            SystemExit: the store does not hold exactly what was acknowledged.
        """
        before, cpu_before = self.count(), processes.cpu_seconds(self.pid)
        result = load.run(
            self.port,
            clients=self.clients,
            seconds=seconds,
            make=lambda client, turn: self.ask(round_number, client, turn),
            listen=self.hear,
        )
        acknowledged, stored = result.count(201), self.count() - before
        if acknowledged != stored or not acknowledged:
            sys.exit(f"{self.name}: {acknowledged} acknowledged, {stored} stored; answers: {result.statuses}")
        self.rates.append(acknowledged / result.seconds)
        self.cpu_ms.append((processes.cpu_seconds(self.pid) - cpu_before) * 1000 / acknowledged)
        self.p50_ms.append(result.percentile_ms(0.50))
        self.p99_ms.append(result.percentile_ms(0.99))


def cells(us: ours.Folkmoot, isso: rivals.Isso) -> dict[str, Cell]:
    """Return what is measured, by name."""

    def of_isso(name: str, clients: int) -> Cell:
        def ask(round_number: int, client: int, turn: int) -> bytes:
            return isso.post(f"of-{clients}-{round_number}", client, turn)

        return Cell(name, isso.pid, isso.port, clients, ask, _ignore, isso.count)

    def of_guests(name: str, clients: int, thread: int) -> Cell:
        guests = ours.Guests(us, thread, name)
        return Cell(name, us.pid, us.port, clients, guests.ask, guests.hear, us.count)

    def of_strangers(name: str, clients: int, thread: int) -> Cell:
        strangers = ours.Guests(us, thread, name)
        return Cell(name, us.pid, us.port, clients, strangers.ask, _ignore, us.count)

    every = (
        of_isso("isso, 1 client", 1),
        of_guests("ours, 1 client", 1, us.empty_thread),
        of_isso("isso, 16 clients", 16),
        of_guests("ours, 16 clients", 16, us.empty_thread),
        of_strangers("ours, 16, all strangers", 16, us.empty_thread),
        of_guests("ours, 16, into 100,000", 16, us.big_thread),
    )
    return {cell.name: cell for cell in every}


def _ignore(_client: int, _status: int, _body: bytes) -> None:
    """Hear nothing: whoever keeps no token is a stranger each time."""


def report(measured: dict[str, Cell]) -> None:
    """Print medians, ranges and the ratios that are claimed."""
    print(f"{'':24} {'comments/s':>11} {'(range)':>15} {'p50 ms':>8} {'p99 ms':>8} {'CPU ms':>7}")
    for cell in measured.values():
        rate, cpu = statistics.median(cell.rates), statistics.median(cell.cpu_ms)
        span = f"({min(cell.rates):.0f}-{max(cell.rates):.0f})"
        p50, p99 = statistics.median(cell.p50_ms), statistics.median(cell.p99_ms)
        print(f"{cell.name:24} {rate:11.0f} {span:>15} {p50:8.1f} {p99:8.1f} {cpu:7.2f}")

    def ratio(over: str, under: str) -> float:
        pairs = zip(measured[over].rates, measured[under].rates, strict=True)
        return statistics.median(a / b for a, b in pairs)

    print()
    print(f"ours / Isso at  1 client : {ratio('ours, 1 client', 'isso, 1 client'):.2f}")
    print(f"ours / Isso at 16 clients: {ratio('ours, 16 clients', 'isso, 16 clients'):.2f}   (bar: at least 1.5)")
    print(
        f"time into 100,000 / into the empty one: {ratio('ours, 16 clients', 'ours, 16, into 100,000'):.2f}   (bar: at most 1.3)"
    )


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 2)
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="folkmoot-bench-")))
        for part in ("isso", "ours"):
            (folder / part).mkdir()
        isso = stack.enter_context(rivals.isso(folder / "isso"))
        us = stack.enter_context(ours.folkmoot(folder / "ours", workers=options.workers))
        measured = cells(us, isso)
        for cell in measured.values():
            cell.measure(0, 1.0)
            cell.rates, cell.cpu_ms, cell.p50_ms, cell.p99_ms = [], [], [], []
        for round_number in range(1, options.rounds + 1):
            for cell in measured.values():
                cell.measure(round_number, options.seconds)
        report(measured)


if __name__ == "__main__":
    main()
