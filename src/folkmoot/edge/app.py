"""The outermost door, plain ASGI: bounds every request and says whose it is before Django hears of it.

What Django gets is a complete request: its body has arrived whole and within bounds, its address and host
are text, its client is known, and a client that went away early has never been there at all.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot.edge.bodies import check_body
from folkmoot.edge.client import Arrival, Network, arrive
from folkmoot.edge.limits import Limits, Refusal, body_limit, check_head, header_values, too_large
from folkmoot.pure.problem import PROBLEM_TYPE, problem_fields

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ALIVE_PATH = "/healthz"
CLIENT_GONE = 499
SLOW_BODY = Refusal(408, "body_too_slow", "The request took too long to arrive. Send it again.")


class ClientGoneError(Exception):
    """The client went away before its request was complete."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What the access log is told; no address, no query."""

    request_id: str
    method: str
    path: str
    status: int
    took_ms: float


class Edge:
    """ASGI app that hands bounded requests on to `app`."""

    def __init__(
        self, app: App, *, limits: Limits, trusted_proxies: Sequence[Network], finished: Callable[[Finished], None]
    ) -> None:
        """Stand in front of `app`; `finished` is called once after each request."""
        self._app = app
        self._limits = limits
        self._trusted = tuple(trusted_proxies)
        self._finished = finished

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; there are no websockets here."""
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        began = time.perf_counter()
        arrival = arrive(dict(scope), self._trusted)
        answer = _Answer(send, arrival)
        try:
            await self._serve(arrival.scope, receive, answer)
        except ClientGoneError:
            answer.status = CLIENT_GONE
        finally:
            took_ms = (time.perf_counter() - began) * 1000
            path, method = arrival.scope["path"], arrival.scope["method"]
            self._finished(Finished(arrival.request_id, method, path, answer.status, took_ms))

    async def _serve(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        refusal = check_head(scope, self._limits)
        if refusal is None and scope["path"] == ALIVE_PATH:
            await answer.text(200, "alive")
            return
        body = b""
        if refusal is None and _brings_body(scope):
            body, refusal = await self._read_body(scope, receive)
        if refusal is None and body:
            refusal = check_body(scope, body, self._limits)
        if refusal is None:
            await self._app(scope, _whole(body, receive), answer)
        else:
            await answer.refuse(refusal)

    async def _read_body(self, scope: Scope, receive: Receive) -> tuple[bytes, Refusal | None]:
        """Return the body, or the refusal as soon as it is longer or slower than allowed."""
        limit_bytes = body_limit(scope["path"], self._limits)
        parts: list[bytes] = []
        size_bytes = 0
        try:
            async with asyncio.timeout(self._limits.body_timeout_s):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise ClientGoneError
                    parts.append(message.get("body", b""))
                    size_bytes += len(parts[-1])
                    if size_bytes > limit_bytes:
                        return b"", too_large(limit_bytes)
                    if not message.get("more_body", False):
                        return b"".join(parts), None
        except TimeoutError:
            return b"", SLOW_BODY


def _brings_body(scope: Scope) -> bool:
    headers = scope["headers"]
    return bool(header_values(headers, b"transfer-encoding")) or header_values(headers, b"content-length") not in (
        [],
        [b"0"],
    )


def _whole(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives the body in one message, then what the server has to say."""
    given = False

    async def receive_whole() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_whole


class _Answer:
    """`send` that remembers the status and names the request in a header."""

    def __init__(self, send: Send, arrival: Arrival) -> None:
        self._send = send
        self._name = (b"x-request-id", arrival.request_id.encode())
        self.status = 500  # until the answer has begun

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": [*message.get("headers", ()), self._name]}
        await self._send(message)

    async def text(self, status: int, words: str) -> None:
        """Answer with a line of plain text."""
        await self._whole(status, b"text/plain; charset=utf-8", words.encode(), [])

    async def refuse(self, refusal: Refusal) -> None:
        """Answer with a problem and close the connection: what is still on its way is not read."""
        fields = problem_fields(refusal.status, refusal.code, refusal.detail)
        await self._whole(
            refusal.status, PROBLEM_TYPE.encode(), json.dumps(fields).encode(), [(b"connection", b"close")]
        )

    async def _whole(self, status: int, content_type: bytes, body: bytes, more: list[tuple[bytes, bytes]]) -> None:
        headers = [
            (b"content-type", content_type),
            (b"content-length", str(len(body)).encode()),
            (b"cache-control", b"private, no-store"),
            (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
            (b"x-content-type-options", b"nosniff"),
            *more,
        ]
        await self({"type": "http.response.start", "status": status, "headers": headers})
        await self({"type": "http.response.body", "body": body})
