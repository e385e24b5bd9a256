"""What the program takes: the time from its start to a first page, and memory."""

from __future__ import annotations

import http.client
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from bench import ours, processes
from bench.read.bars import Bar
from bench.read.run import Run

TOO_LONG_S = 30.0
SIZE = 1_000
START_BAR_S, IDLE_BAR_MB = 1.5, 130.0


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds until the first page had come, CPU of that, resident MB of the process tree a moment later."""

    first_page_s: float
    cpu_s: float
    idle_mb: float


def start_once(folder: Path, path: str) -> Start:
    """Start `folkmoot serve` with one worker on a data folder that is up to date, read a page, stop it.

    Raises:
        RuntimeError: no page came within half a minute.
    """
    port = processes.free_port()
    with (folder / "start.out").open("wb") as out:
        begun = time.perf_counter()
        process = subprocess.Popen(
            ours.serve_command(port, 1), env=ours.environ_of(folder), stdout=out, stderr=subprocess.STDOUT
        )
    try:
        while not _answers(port, path):
            if process.poll() is not None or time.perf_counter() - begun > TOO_LONG_S:
                raise RuntimeError((folder / "start.out").read_text()[-2000:])
            time.sleep(0.002)
        first_page_s = time.perf_counter() - begun
        cpu_s = processes.cpu_seconds(process.pid)
        time.sleep(1.5)  # the drain has become its owner and looked around
        return Start(first_page_s, cpu_s, processes.resident_mb(process.pid))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TOO_LONG_S)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
    except ConnectionError:
        return False
    finally:
        connection.close()
    return answer.status == 200


def measure(run: Run) -> None:
    """Start again and again; print medians. The first start is for warming up: it compiles what was never run."""
    path = run.written_of(SIZE).path
    starts = [start_once(run.data, path) for _ in range(run.options.rounds + 1)][1:]
    took = [start.first_page_s for start in starts]
    idle_mb = [start.idle_mb for start in starts]
    first_page_s, idle = statistics.median(took), statistics.median(idle_mb)
    cpu_s = statistics.median(start.cpu_s for start in starts)
    print(f"\nstart to first page: {first_page_s:.2f} s (slowest {max(took):.2f}), {cpu_s:.2f} s of CPU")
    print(f"memory, one page read and nothing going on: {idle:.0f} MB resident")
    run.bars += [
        Bar("start to first page", first_page_s, START_BAR_S, "s"),
        Bar("memory, idle", idle, IDLE_BAR_MB, "MB"),
    ]
    run.found["footprint"] = {"first_page_s": took, "cpu_s": [start.cpu_s for start in starts], "idle_mb": idle_mb}
