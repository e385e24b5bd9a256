"""Starting and stopping what is compared, and what it costs: CPU and memory of a whole process tree."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import psutil

CACHE = Path(__file__).parent / ".cache"
OK = 200
CPUCLOCK_SCHED = 2  # with the pid's complement above it: clock_getcpuclockid(3), as Linux makes it


def free_port() -> int:
    """Return a loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(
    command: list[str], *, port: int, environ: Mapping[str, str], log: Path, patience_s: float = 30
) -> Iterator[int]:
    """Run a server until the block ends; yield its pid once it accepts connections.

    Raises:
        RuntimeError: it ended or did not listen within `patience_s`; the message holds the end of its log.
    """
    with log.open("wb") as out:
        process = subprocess.Popen(command, env={**os.environ, **environ}, stdout=out, stderr=subprocess.STDOUT)
    try:
        _wait_for(port, process, log, patience_s)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path, patience_s: float) -> None:
    for _ in range(round(patience_s / 0.05)):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    message = f"the server on {port} did not come up:\n{log.read_text(errors='replace')[-2000:]}"
    raise RuntimeError(message)


def cpu_seconds(pid: int) -> float:
    """Return user and system time spent so far by a process and its living children, to the nanosecond.

    /proc counts in hundredths of a second, too coarse for a single page; the kernel's clock of a process does not.
    """
    total = 0.0
    for process in _tree(pid):
        with contextlib.suppress(OSError):  # it has just ended
            total += time.clock_gettime(~process.pid << 3 | CPUCLOCK_SCHED)
    return total


def memory_mb(pid: int) -> float:
    """Return the unshared-and-proportional memory (PSS) of a process tree in MB."""
    return sum(process.memory_full_info().pss for process in _tree(pid)) / 1e6


def resident_mb(pid: int) -> float:
    """Return the resident memory (RSS) of a process tree in MB; what processes share is counted in each."""
    return sum(process.memory_info().rss for process in _tree(pid)) / 1e6


def _tree(pid: int) -> list[psutil.Process]:
    root = psutil.Process(pid)
    return [root, *root.children(recursive=True)]


def python_with(name: str, *requirements: str) -> Path:
    """Return the Python of a cached environment with these packages, made on first use."""
    folder = CACHE / name
    python = folder / "bin" / "python"
    if not python.exists():
        uv = Path(__file__).parents[1] / ".tools" / "bin" / "uv"
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, folder], check=True)
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, *requirements], check=True)
    return python
