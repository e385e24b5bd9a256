"""A small HTTP load: N clients on raw sockets, each sending its next request when the last is answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

MakeRequest = Callable[[int, int], bytes]
Listen = Callable[[int, int, bytes], None]


@dataclass(slots=True)
class Result:
    """What came back: how many answers of each status, and every latency in milliseconds."""

    seconds: float = 0.0
    statuses: dict[int, int] = field(default_factory=dict)
    latencies_ms: list[float] = field(default_factory=list)

    def count(self, *statuses: int) -> int:
        """Return how many answers had one of these statuses."""
        return sum(self.statuses.get(status, 0) for status in statuses)

    def percentile_ms(self, share: float) -> float:
        """Return the latency that `share` (0..1) of the answers did not exceed."""
        ordered = sorted(self.latencies_ms)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


async def _read_answer(reader: asyncio.StreamReader) -> tuple[int, bool, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head[9:12])
    lower = head.lower()
    body = b""
    at = lower.find(b"\r\ncontent-length:")
    if at >= 0:
        body = await reader.readexactly(int(lower[at + 17 : lower.index(b"\r\n", at + 2)]))
    return status, b"\r\nconnection: close" not in lower, body


async def _client(number: int, port: int, make: MakeRequest, listen: Listen, until: float, result: Result) -> None:
    reader = writer = None
    turn = 0
    while turn == 0 or time.perf_counter() < until:  # once at least: a busy machine may begin late
        request = make(number, turn)
        turn += 1
        begun = time.perf_counter()
        if writer is None:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert reader is not None
        writer.write(request)
        try:
            status, keep, body = await _read_answer(reader)
        except (asyncio.IncompleteReadError, ConnectionError):
            status, keep, body = 0, False, b""
        result.latencies_ms.append((time.perf_counter() - begun) * 1000)
        result.statuses[status] = result.statuses.get(status, 0) + 1
        listen(number, status, body)
        if not keep:
            writer.close()
            reader = writer = None
    if writer is not None:
        writer.close()


async def run_in_loop(port: int, *, clients: int, seconds: float, make: MakeRequest, listen: Listen) -> Result:
    """Return what `run` returns; for a caller who has something else to do in the same loop."""
    result = Result()
    begun = time.perf_counter()
    await asyncio.gather(*(_client(n, port, make, listen, begun + seconds, result) for n in range(clients)))
    result.seconds = time.perf_counter() - begun
    return result


def run(port: int, *, clients: int, seconds: float, make: MakeRequest, listen: Listen = lambda *_: None) -> Result:
    """Return what `clients` connections got in `seconds`.

    Args:
        port: on the loopback.
        make: called with (client, turn); returns the whole request as bytes.
        listen: called with (client, status, body) of each answer.
    """
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(run_in_loop(port, clients=clients, seconds=seconds, make=make, listen=listen))
