"""A stretch of network between this program and its database that can be cut without a sign, or with one."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Self

CHUNK_BYTES = 65_536


class Wire:
    """Passes connections on to a server; `cut` swallows what is sent, `reset` breaks connections.

    Args:
        connect: makes a connection to the server.
        only: cuts and resets touch only connections whose client said these bytes (PostgreSQL's `application_name`).
    """

    def __init__(self, connect: Callable[[], socket.socket], *, only: bytes = b"") -> None:
        self._connect, self._only = connect, only
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._whole = threading.Event()
        self._whole.set()
        self._connections: list[_Connection] = []
        self._thread = threading.Thread(target=self._accept, daemon=True)

    def cut(self) -> None:
        """Let nothing through any more, and say nothing about it: both ends believe in their connection."""
        self._whole.clear()

    def mend(self) -> None:
        """Let everything through again, beginning with what was held."""
        self._whole.set()

    def reset(self) -> int:
        """Break the connections that are there; return how many."""
        chosen = [connection for connection in self._connections if connection.chosen and not connection.over]
        for connection in chosen:
            connection.reset()
        return len(chosen)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        self._whole.set()
        for connection in self._connections:
            connection.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(_Connection(client, self._connect(), self._whole, self._only))


def connect_to(database: Mapping[str, str]) -> socket.socket:
    """Return a new connection to the database's server, nothing said yet."""
    host, port = database["HOST"], int(database["PORT"] or 5432)
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    line = socket.socket(socket.AF_UNIX)
    line.connect(str(Path(host) / f".s.PGSQL.{port}"))
    return line


class _Connection:
    """A client, a server, and a thread for each direction."""

    def __init__(self, client: socket.socket, server: socket.socket, whole: threading.Event, only: bytes) -> None:
        self._client, self._server, self._whole, self._only = client, server, whole, only
        self.chosen = not only
        self.over = False
        self._threads = [
            threading.Thread(target=self._pass_on, args=ends, daemon=True)
            for ends in ((client, server), (server, client))
        ]
        for thread in self._threads:
            thread.start()

    def reset(self) -> None:
        """Send RST to the client, and to the server where it is not on a socket of this machine."""
        for end in (self._client, self._server):
            if end.family == socket.AF_INET:
                end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()

    def close(self) -> None:
        """Close both ends, once the threads have stopped reading from them."""
        self.over = True
        for end in (self._client, self._server):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RD)  # wakes the thread that reads, and sends nothing
        for thread in self._threads:
            thread.join()
        self._client.close()
        self._server.close()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while (chunk := source.recv(CHUNK_BYTES)) and not self.over:
                self.chosen = self.chosen or self._only in chunk
                if self.chosen:
                    self._whole.wait()
                sink.sendall(chunk)
            if not self.over:
                sink.shutdown(socket.SHUT_WR)
