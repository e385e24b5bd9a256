"""Several worker processes on one port, each with a socket of its own.

On one shared socket, whichever worker wakes first takes every connection that waits: under load one process works and
the others look on. With `SO_REUSEPORT` the kernel deals connections out. The parent keeps all the sockets, so the line
before a worker that died is served by its successor instead of being lost. Clients in that line wait meanwhile, so a
death is noticed at once, by the process's own end and not by a question that it no longer answers.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import socket
import time
from collections.abc import Sequence
from multiprocessing.connection import wait

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess
from uvicorn.supervisors.multiprocess import Process

LOOK_EVERY_S = 0.5
STARTS_WITHIN_S = 60.0

log = logging.getLogger(__name__)


class Worker(Process):
    """One worker as its parent sees it, and what it does about its parent."""

    def __init__(self, config: uvicorn.Config, listener: socket.socket) -> None:
        """Prepare a process that serves `listener`."""
        super().__init__(config, [listener])
        self._asked_at_s: float | None = None
        self._patience_s = STARTS_WITHIN_S

    def is_alive(self, timeout: float = 5) -> bool:
        """Return False when the process has ended, or owes an answer for `timeout` seconds (a minute while it starts).

        Asks and returns; the answer is read the next time. One that was told to finish is not asked any more.
        """
        if not self.process.is_alive():
            return False
        if self.parent_conn.closed:
            return True
        try:
            if self._asked_at_s is not None and self.parent_conn.poll():
                self.parent_conn.recv()
                self._asked_at_s, self._patience_s = None, timeout
            if self._asked_at_s is None:
                self.parent_conn.send(b"ping")
                self._asked_at_s = time.monotonic()
        except (OSError, EOFError):
            return False
        return time.monotonic() - self._asked_at_s < self._patience_s

    def always_pong(self) -> None:
        """Run in the worker: answer the parent. When the parent is gone nobody could stop or replace us, so finish."""
        parent = multiprocessing.parent_process()
        assert parent is not None  # noqa: S101 -- a worker is spawned by its supervisor
        while parent.sentinel not in wait([self.child_conn, parent.sentinel]):
            self.pong()
        os.kill(os.getpid(), signal.SIGTERM)


class Workers(Multiprocess):
    """uvicorn's supervisor; worker number n listens on listener number n."""

    processes: list[Worker]  # type: ignore[assignment]  # ours, everywhere

    def __init__(self, config: uvicorn.Config, listeners: Sequence[socket.socket]) -> None:
        """Prepare as many workers as there are listeners."""
        self._listeners = tuple(listeners)
        super().__init__(config, sockets=[])

    def run(self) -> None:
        """Serve until told to stop; whoever dies is replaced at once."""
        self.processes = [self._start(listener) for listener in self._listeners]
        while not self.should_exit.is_set():
            wait([worker.process.sentinel for worker in self.processes], timeout=LOOK_EVERY_S)
            self.handle_signals()
            self.keep_subprocess_alive()
        self.terminate_all()
        self.join_all()

    def keep_subprocess_alive(self) -> None:
        """Replace each worker that has ended or hangs, on its own listener; give up when one could not start at all."""
        for number, worker in enumerate(self.processes):
            if self.should_exit.is_set() or worker.is_alive(self.config.timeout_worker_healthcheck):
                continue
            worker.kill()
            worker.join()
            if worker.exitcode == STARTUP_FAILURE:
                log.error("worker %s could not start", worker.pid)
                self.should_exit.set()
                return
            log.warning("worker %s ended with %s and is replaced", worker.pid, worker.exitcode)
            self.processes[number] = self._start(self._listeners[number])

    def restart_all(self) -> None:
        """Tell every worker to finish (SIGHUP); each is replaced on its own socket, where clients wait meanwhile."""
        self.terminate_all()

    def handle_ttin(self) -> None:
        """Do nothing: the number of workers is fixed when the port is taken."""

    def handle_ttou(self) -> None:
        """Do nothing, as above."""

    def _start(self, listener: socket.socket) -> Worker:
        worker = Worker(self.config, listener)
        worker.start()
        return worker
