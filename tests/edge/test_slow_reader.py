"""Readers who take nothing of what they asked for: they hold a connection, and nothing else."""

from __future__ import annotations

import re
import socket
import time

from folkmoot.edge.routes import Route
from tests.edge.front import HOME, Front
from tests.loopback import request, served, speak

PAGE_BYTES = 4_000_000
SLOW_READERS = 50


def test_fifty_readers_who_take_nothing_keep_nobody_waiting(tmp_path):
    front = Front(
        folder=tmp_path, routes=(Route(re.compile(r"/page(/\d+)?")),), home=lambda _host: HOME, shelf_bytes=10**9
    )
    front.clock = time.monotonic
    front.press.words = "x" * PAGE_BYTES
    with served(front.edge) as port:
        lines = []
        for number in range(SLOW_READERS):
            line = socket.socket()
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.connect(("127.0.0.1", port))
            line.sendall(request(f"/page/{number % 20}"))
            assert line.recv(15) == b"HTTP/1.1 200 OK"  # the answer has begun, and they stop listening
            lines.append(line)
        try:
            for path in ("/page/3", "/page/21"):
                answer = speak(port, request(path))
                assert answer is not None
                assert len(answer.body) == PAGE_BYTES
        finally:
            for line in lines:
                line.close()
    assert front.press.inside == 0
    assert len(front.press.scopes) == 21
