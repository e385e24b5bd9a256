"""The served house: started as its owner starts it, killed without warning, watched until it is ready again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil

from folkmoot.kit.outbox.owner import Chore
from tests.processes import workers_of
from tests.proof.kills.postgres import connect
from tests.proof.kills.wire import Line, LostError, NotSentError

ROOT = Path(__file__).parents[3]
WORKERS = 2
PROBES = 8  # fresh connections: that all of them reach the one worker that lives is one chance in 128
PROBE_EVERY_S = 0.02
PATIENCE_S = 60
Strike = Callable[[], None]
OWNER_PORT = "SELECT client_port FROM pg_stat_activity JOIN pg_locks USING (pid) WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s"


def free_port() -> int:
    """Return a port of this machine that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class House:
    """`serve` with two workers, or a variant of it, in a process group of its own."""

    def __init__(self, folder: Path, environ: Mapping[str, str], *, variant: str = "") -> None:
        self.port = free_port()
        self._environ, self._log = environ, folder / "serve.log"
        self._lock = (folder / "drain.lock").resolve()
        part = ["tests.proof.kills.variants", variant] if variant else ["folkmoot", "serve"]
        self._command = [sys.executable, "-m", *part, "--port", str(self.port), "--workers", str(WORKERS)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; whoever was killed before is buried."""
        self.kill()
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command, cwd=ROOT, env={**self._environ}, stdout=log, stderr=log, start_new_session=True
            )

    def kill(self) -> None:
        """Kill every process of it at once."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    async def workers(self) -> list[int]:
        """Return the pids of all its workers, once there are as many as there should be."""
        assert self._process is not None
        async with asyncio.timeout(PATIENCE_S):
            while True:
                found = workers_of(self._process.pid)
                if len(found) == WORKERS:
                    return sorted(found)
                await asyncio.sleep(PROBE_EVERY_S)

    async def drain_owner(self) -> int:
        """Return the pid of the worker that runs the drain, once there is one."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                owners = [pid for pid in await self.workers() if self._owns_drain(pid)]
                if len(owners) == 1:  # a second one only tries the lock's file at this moment
                    return owners[0]
                await asyncio.sleep(PROBE_EVERY_S)

    async def ready(self) -> None:
        """Return when eight fresh connections have all been told that it is ready.

        Raises:
            RuntimeError: it has ended by itself; the message holds the end of its log.
            TimeoutError: it was not ready within a minute.
        """
        async with asyncio.timeout(PATIENCE_S):
            await asyncio.gather(*(self._probe() for _ in range(PROBES)))

    async def _probe(self) -> None:
        while True:
            assert self._process is not None
            if self._process.poll() is not None:
                raise RuntimeError(self._log.read_text(errors="replace")[-3000:])
            line = Line(self.port)
            try:
                if (await line.ask("GET", "/readyz")).status == 200:
                    return
            except (NotSentError, LostError):
                pass
            finally:
                line.close()
            await asyncio.sleep(PROBE_EVERY_S)

    def _owns_drain(self, pid: int) -> bool:
        try:
            if url := self._environ.get("FOLKMOOT_DATABASE_URL"):
                return _owner_port(url) in {line.laddr.port for line in psutil.Process(pid).net_connections("tcp")}
            return any(_target(link) == self._lock for link in Path(f"/proc/{pid}/fd").iterdir())
        except (psutil.NoSuchProcess, FileNotFoundError):
            return False


def stopwatch() -> Callable[[], float]:
    """Return a function that says how many seconds ago this was."""
    begun_s = time.monotonic()
    return lambda: time.monotonic() - begun_s


def _target(link: Path) -> Path | None:
    try:
        return link.readlink()
    except FileNotFoundError:  # closed while we looked
        return None


def _owner_port(url: str) -> int | None:
    """Return the port from which the drain's owner speaks to PostgreSQL."""
    with connect(url) as connection:
        key = Chore.DRAIN.value
        row = connection.execute(OWNER_PORT, [key >> 32, key & 0xFFFFFFFF]).fetchone()
    return row[0] if row else None
