"""Several worker processes on one port, each with a socket of its own.

On one shared socket, whichever worker wakes first takes every connection that waits: under load one process works and
the others look on. With `SO_REUSEPORT` the kernel deals connections out. The parent keeps all the sockets, so the line
before a worker that died is served by its successor instead of being lost.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence

import uvicorn
from uvicorn.supervisors import Multiprocess


class Workers(Multiprocess):
    """uvicorn's supervisor; worker number n listens on listener number n."""

    def __init__(self, config: uvicorn.Config, listeners: Sequence[socket.socket]) -> None:
        """Prepare as many workers as there are listeners."""
        self._listeners = tuple(listeners)
        super().__init__(config, sockets=[])

    @property
    def sockets(self) -> list[socket.socket]:
        """Return the listener of the worker that is started next: the first one that nobody serves."""
        served = [process.process.is_alive() for process in self.processes]
        return [self._listeners[served.index(False) if False in served else len(served)]]

    @sockets.setter
    def sockets(self, _shared: list[socket.socket]) -> None:
        """Take nothing: the supervisor's own idea is one socket for all."""

    def restart_all(self) -> None:
        """Tell every worker to finish (SIGHUP); each is replaced on its own socket, where clients wait meanwhile."""
        self.terminate_all()

    def handle_ttin(self) -> None:
        """Do nothing: the number of workers is fixed when the port is taken."""

    def handle_ttou(self) -> None:
        """Do nothing, as above."""
