"""A load light enough to measure a bare server with: kept connections, no parsing beyond the length of the answer.

`bench.load` costs more than a page from the shelf does; here a request costs about 0.02 ms. Every answer must be a 200.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Sequence
from typing import cast

import uvloop

from bench.load import Result

_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)\r\n", re.IGNORECASE)
OK = 200
PATIENCE_S = 30.0


class Client(asyncio.Protocol):
    """One connection. It sends its next request when the last is answered; with a pace, no sooner than it is due.

    With a pace the latency counts from the moment the request was due, so a server that stalls cannot hide it.
    """

    def __init__(
        self, requests: Sequence[bytes], until: float, result: Result, *, pace_s: float, offset_s: float
    ) -> None:
        """`pace_s` is the time between two requests, 0 for none; `offset_s` when the first one is due."""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._requests = requests
        self._until = until
        self._result = result
        self._pace_s = pace_s
        self._due = time.perf_counter() + offset_s
        self._turn = 0
        self._head = b""
        self._left = -1  # bytes of the body still to come; -1 until the head is complete

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)  # uvloop's own kind, which is not registered as one
        asyncio.get_running_loop().call_later(max(0.0, self._due - time.perf_counter()), self._send)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or ConnectionResetError("the server closed a kept connection"))

    def _send(self) -> None:
        if not self._pace_s:
            self._due = time.perf_counter()
        self._transport.write(self._requests[self._turn % len(self._requests)])
        self._turn += 1

    def data_received(self, data: bytes) -> None:
        if self._left < 0:
            self._head += data
            end = self._head.find(b"\r\n\r\n")
            if end < 0:
                return
            length = _LENGTH.search(self._head, 0, end + 2)
            assert length is not None, self._head[:end]
            self._left = int(length[1]) - (len(self._head) - end - 4)
        else:
            self._left -= len(data)
        if self._left == 0:
            self._answered()

    def _answered(self) -> None:
        now = time.perf_counter()
        status = int(self._head[9:12])
        self._result.statuses[status] = self._result.statuses.get(status, 0) + 1
        self._result.latencies_ms.append((now - self._due) * 1000)
        self._head, self._left = b"", -1
        if self._pace_s:
            self._due += self._pace_s
        if now >= self._until or self._due >= self._until:
            self.done.set_result(None)
            self._transport.close()
        elif self._pace_s:
            asyncio.get_running_loop().call_later(max(0.0, self._due - now), self._send)
        else:
            self._send()


async def read(
    port: int, requests: Sequence[bytes], *, clients: int, seconds: float, per_second: float = 0.0
) -> Result:
    """Return what `clients` connections got in `seconds`, each going through `requests` again and again.

    Args:
        port: on the loopback.
        requests: whole requests, as bytes.
        per_second: how many requests all clients together send; 0 for as many as are answered.

    Raises:
        ConnectionError: the server closed a connection before the end.
        TimeoutError: answers did not come.
        ValueError: an answer was not a 200.
    """
    loop = asyncio.get_running_loop()
    result = Result()
    begun = time.perf_counter()
    pace_s = clients / per_second if per_second else 0.0
    everyone: list[Client] = []
    for number in range(clients):
        client = Client(requests, begun + seconds, result, pace_s=pace_s, offset_s=number * pace_s / clients)
        await loop.create_connection(lambda client=client: client, "127.0.0.1", port)  # type: ignore[misc]  # a default keeps the loop's value
        everyone.append(client)
    async with asyncio.timeout(seconds + PATIENCE_S):
        await asyncio.gather(*(client.done for client in everyone))
    result.seconds = time.perf_counter() - begun
    if set(result.statuses) != {OK}:
        raise ValueError(result.statuses)
    return result


def flood(port: int, requests: Sequence[bytes], *, clients: int, seconds: float) -> Result:
    """Return what `read` returns, from an event loop of its own."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(read(port, requests, clients=clients, seconds=seconds))
