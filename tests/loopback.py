"""The real server on a port of this machine, spoken to byte by byte."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import uvicorn

from folkmoot.cli.server import configure

PATIENCE_S = 10


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the headers in lower case (several of a name in one line), and the body as it was sent."""

    status: int
    headers: dict[str, str]
    body: bytes


@contextmanager
def served(app: Any) -> Iterator[int]:
    """Serve `app` with our own uvicorn settings; give the port."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(configure(app))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(PATIENCE_S)
        listener.close()


def request(path: str, *, method: str = "GET", body: bytes = b"", headers: tuple[str, ...] = ()) -> bytes:
    """Return the bytes of an ordinary request that asks for the connection to be closed."""
    length = (f"Content-Length: {len(body)}",) if body else ()
    lines = (f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, *length)
    return "\r\n".join((*lines, "", "")).encode("latin-1") + body


def speak(port: int, *parts: bytes, hang_up: bool = False) -> Answer | None:
    """Send the parts as they are and return the first answer; None when the server only closed the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S) as line:
        for part in parts:
            try:
                line.sendall(part)
            except ConnectionError:  # refused half-way, as it should be: the answer is still there to be read
                break
        if hang_up:
            line.shutdown(socket.SHUT_WR)
        return _parse(_read(line))


def _read(line: socket.socket) -> bytes:
    received = b""
    try:
        while chunk := line.recv(65_536):
            received += chunk
    except ConnectionResetError:
        pass
    return received


def _parse(received: bytes) -> Answer | None:
    if not received:
        return None
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for name, _, value in (line.partition(":") for line in lines):
        before = headers.get(name.lower())
        headers[name.lower()] = value.strip() if before is None else f"{before}, {value.strip()}"
    return Answer(int(first.split()[1]), headers, body)
