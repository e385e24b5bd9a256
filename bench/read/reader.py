"""One reader, one request at a time, on a socket that costs next to nothing; who also comments."""

from __future__ import annotations

import json
import socket
import time

import brotli

from bench import ours
from bench.read.flood import OK
from bench.read.pages import request

KEPT_S = 3.0
"""Servers close a connection that is idle for longer, so the reader opens a new one."""


class Reader:
    """Somebody with a browser."""

    def __init__(self, us: ours.Folkmoot, coding: str) -> None:
        """`coding` is what the browser accepts."""
        self._us = us
        self._coding = coding
        self._guests: dict[int, ours.Guests] = {}
        self._turn = 0
        self._salt = str(time.time_ns())
        self._socket: socket.socket | None = None
        self._used = 0.0

    def read(self, path: str) -> tuple[float, bytes]:
        """Return the milliseconds that a page took, and its body as it came.

        Raises:
            ValueError: it was not a 200.
        """
        return self._one(request(self._us.port, path, self._coding), OK)

    def shows(self, body: bytes, comment_id: int) -> bool:
        """Return whether a page shows this comment."""
        plain = brotli.decompress(body) if self._coding == "br" and not body.startswith(b"<!") else body
        return f'id="c{comment_id}"'.encode() in plain

    def comment(self, thread: int) -> tuple[int, float]:
        """Write a comment; return its id and the milliseconds that took.

        Raises:
            ValueError: it was not acknowledged.
        """
        guest = self._guests.setdefault(thread, ours.Guests(self._us, thread, self._salt))
        self._turn += 1
        took_ms, body = self._one(guest.ask(0, 0, self._turn), ours.CREATED)
        guest.hear(0, ours.CREATED, body)
        return json.loads(body)["comment"]["id"], took_ms

    def _one(self, words: bytes, wanted: int) -> tuple[float, bytes]:
        connection = self._connection()
        begun = time.perf_counter()
        connection.sendall(words)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more(connection)
        head, _, body = got.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        while len(body) < length:
            body += self._more(connection)
        took_ms = (time.perf_counter() - begun) * 1000
        if int(head[9:12]) != wanted:
            raise ValueError(head)
        return took_ms, body

    def _connection(self) -> socket.socket:
        now = time.monotonic()
        if self._socket is None or now - self._used > KEPT_S:
            if self._socket is not None:
                self._socket.close()
            self._socket = socket.create_connection(("127.0.0.1", self._us.port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._used = now
        return self._socket

    @staticmethod
    def _more(connection: socket.socket) -> bytes:
        got = connection.recv(1 << 18)
        if not got:
            message = "the server closed the connection in the middle of an answer"
            raise ConnectionError(message)
        return got
