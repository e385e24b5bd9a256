"""Ten thousand readers follow one discussion while comments arrive; then the server starts anew.

    python -m bench.live [--readers 10000] [--seconds 180] [--rate 5]

The readers are a process of their own (`bench.listeners`); it and the server share the machine, so its share of the
processor is printed. A comment's time runs from its acknowledgement, which comes after its commit, to the last reader.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import ours, processes

SETTLE_S = 3.0
PATIENCE_S = 180.0
Row = tuple[str, str, bool]
"""What was measured, the figure, and whether it reached its bar (True where there is none)."""

RSS_BAR_MB, LAST_BAR_S, POST_BAR_MS, BACK_BAR_S = 1_073.7, 3.0, 500.0, 120.0


class Listeners:
    """The process that follows."""

    def __init__(self, port: int, thread_id: int, readers: int) -> None:
        command = [sys.executable, "-m", "bench.listeners", str(port), str(thread_id), str(readers)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._readers = readers

    def report(self) -> dict[str, Any]:
        """Return what they have heard so far."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("report\n")
        self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found

    def wait_until_open(self, *, since_s: float = 0.0) -> float:
        """Return when all of them were there, on this machine's clock.

        Raises:
            TimeoutError: they were not, within three minutes.
        """
        until_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < until_s:
            told = self.report()
            if told["open"] == self._readers and told["all_open_at_s"] > since_s:
                return float(told["all_open_at_s"])
            time.sleep(0.5)
        message = f"only {told['open']} readers are there; {told['refused']} refusals"
        raise TimeoutError(message)

    def leave(self) -> None:
        """Let them go."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


@dataclass
class Posts:
    """Comments at a steady rate: when each was acknowledged, and how long that took."""

    at_s: dict[int, float] = field(default_factory=dict)
    took_ms: list[float] = field(default_factory=list)

    def run(self, us: ours.Folkmoot, seconds: float, rate: float, *, salt: str) -> None:
        """Post for so long."""
        thread = us.empty_thread
        tokens = ours.Guests(us, thread, salt)

        def hear(client: int, status: int, body: bytes) -> None:
            if status != ours.CREATED:
                sys.exit(f"a comment was answered {status}: {body[:200]!r}")
            self.at_s[json.loads(body)["comment"]["id"]] = time.time()
            tokens.hear(client, status, body)

        begin_s = time.monotonic()
        for turn in range(round(seconds * rate)):
            time.sleep(max(0.0, begin_s + turn / rate - time.monotonic()))
            sent_s = time.perf_counter()
            status, body = ask(us.port, tokens.ask(0, 0, turn))
            self.took_ms.append((time.perf_counter() - sent_s) * 1000)
            hear(0, status, body)


def ask(port: int, request: bytes) -> tuple[int, bytes]:
    """Return status and body of the answer to one request."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as line:
        line.sendall(request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1))
        answer = b"".join(iter(lambda: line.recv(65_536), b""))
    return int(answer[9:12]), answer.partition(b"\r\n\r\n")[2]


def percentile(values: list[float], share: float) -> float:
    """Return the value that `share` (0..1) of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@contextlib.contextmanager
def watched(pid: int) -> Iterator[list[float]]:
    """Give a list that grows by the resident megabytes of a process, each second."""
    seen: list[float] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(1.0):
            seen.append(processes.resident_mb(pid))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def measure(folder: Path, readers: int, seconds: float, rate: float) -> bool:
    """Run it all, print the table; return whether every bar was reached."""
    thread = ours.seed(folder, "bench.seed", "10")["empty"]
    port = processes.free_port()
    first, second = Posts(), Posts()
    with served(folder, port) as pid:
        us = ours.Folkmoot(pid, port, folder, thread, thread)
        began_s = time.monotonic()
        crowd = Listeners(port, thread, readers)
        there_s = crowd.wait_until_open() - began_s
        time.sleep(SETTLE_S)
        cpu_before, crowd_before, since_s = processes.cpu_seconds(pid), crowd.report()["cpu_s"], time.monotonic()
        with watched(pid) as resident:
            first.run(us, seconds, rate, salt="first")
            time.sleep(SETTLE_S)
        took_s = time.monotonic() - since_s
        cpu, crowd_cpu = processes.cpu_seconds(pid) - cpu_before, crowd.report()["cpu_s"] - crowd_before
    ended_s = time.monotonic()
    with served(folder, port) as pid:
        us = ours.Folkmoot(pid, port, folder, thread, thread)
        second.run(us, 2.0, rate, salt="second")  # while they come back
        back_s = crowd.wait_until_open(since_s=ended_s) - ended_s
        second.run(us, 5.0, rate, salt="third")
        time.sleep(2 * SETTLE_S)
        told = crowd.report()
        crowd.leave()
    reached = {int(comment_id): last for comment_id, (_, last) in told["reached"].items()}
    late_s = [reached[comment_id] - at_s for comment_id, at_s in first.at_s.items() if comment_id in reached]
    posted = len(first.at_s) + len(second.at_s)
    exact = told["alike"] == readers and told["in_order"] and told["events"] == posted and not told["resets"]
    rows: list[Row] = [
        ("readers, and seconds until all were there", f"{readers} in {there_s:.1f}", True),
        (
            f"resident memory of the server, MB (bar {RSS_BAR_MB:.0f})",
            f"{max(resident):.0f}",
            max(resident) <= RSS_BAR_MB,
        ),
        *of_times(late_s, first.took_ms),
        (f"a restart: all back after s (bar {BACK_BAR_S:.0f})", f"{back_s:.1f}", back_s <= BACK_BAR_S),
        (
            "nothing missed, nothing twice, in order",
            f"{told['alike']} of {readers} heard {told['events']} of {posted}",
            exact,
        ),
        ("processor: the server, of one core", f"{cpu / took_s:.0%}", True),
        ("processor: the readers' process, of one core", f"{crowd_cpu / took_s:.0%}", True),
    ]
    return printed(rows)


def of_times(late_s: list[float], took_ms: list[float]) -> Iterator[Row]:
    """Give the rows about how long things took."""
    last_s, post_ms = percentile(late_s, 0.99), percentile(took_ms, 0.95)
    yield "from the answer to the last reader, p50 s", f"{statistics.median(late_s):.2f}", True
    yield f"the same, p99 s (bar {LAST_BAR_S:.0f})", f"{last_s:.2f}", last_s <= LAST_BAR_S
    yield f"posting, p95 ms (bar {POST_BAR_MS:.0f})", f"{post_ms:.0f}", post_ms <= POST_BAR_MS


def printed(rows: list[Row]) -> bool:
    """Print the table; return whether every bar was reached."""
    for name, value, reached_bar in rows:
        print(f"{name:<58} {value:>28} {'' if reached_bar else '  NOT REACHED'}")
    return all(reached_bar for *_, reached_bar in rows)


@contextlib.contextmanager
def served(folder: Path, port: int) -> Iterator[int]:
    """Run the server on this port; yield its pid."""
    environ = {**ours.environ_of(folder), "FOLKMOOT_LIVE_PER_NETWORK": "100000", "FOLKMOOT_LIVE_MAX": "100000"}
    log = folder / "serve.out"
    with processes.running(ours.serve_command(port, 1), port=port, environ=environ, log=log, patience_s=60) as pid:
        yield pid


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="bench.live", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--readers", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=180.0)
    parser.add_argument("--rate", type=float, default=5.0, help="comments a second")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(prefix="folkmoot-live-") as folder:
        sys.exit(0 if measure(Path(folder), options.readers, options.seconds, options.rate) else 1)


if __name__ == "__main__":
    main()
