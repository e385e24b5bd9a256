"""The outermost door, plain ASGI: bounds every request and says whose it is before Django hears of it.

What Django gets is a complete request: its body has arrived whole and within bounds, its address and host
are text, its client is known, and a client that went away early has never been there at all.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from folkmoot.edge.apology import PAGE_TYPE, page_of, wants_a_page
from folkmoot.edge.bodies import check_body
from folkmoot.edge.client import Arrival, Network, arrive
from folkmoot.edge.counts import Counts
from folkmoot.edge.hosts import Home, Hosts
from folkmoot.edge.limits import Limits, Refusal, RefusedError, body_limit, check_head, header_values, too_large
from folkmoot.edge.reading import Reading
from folkmoot.edge.voice import ENGLISH, Voice
from folkmoot.pure.problem import PROBLEM_TYPE, problem_fields
from folkmoot.pure.words import gettext_noop as _

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

ALIVE_PATH = "/healthz"
HOST_DOES_NOT_MATTER = ("/readyz", "/metrics")  # asked by machines, which call us as they like
READING = ("GET", "HEAD")
CLIENT_GONE = 499
SLOW_BODY = Refusal(408, "body_too_slow", _("The request took too long to arrive. Send it again."))
UNKNOWN_HOST = Refusal(421, "unknown_host", _("No publication lives at this host. Its owner has to add it."))
NOT_NOW = Refusal(503, "unavailable", _("We could not look this up just now. Try again in a moment."), retry_after_s=2)


log = logging.getLogger(__name__)


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
    """ASGI app that answers what is the same for every reader itself, and hands bounded requests on to `app`."""

    def __init__(
        self,
        app: App,
        *,
        hosts: Hosts,
        reading: Reading,
        counts: Counts,
        limits: Limits,
        trusted_proxies: Sequence[Network],
        finished: Callable[[Finished], None],
    ) -> None:
        """Stand in front of `app`; `finished` is called after each request that the shelf did not answer at once."""
        self._app = app
        self._hosts = hosts
        self._reading = reading
        self._counts = counts
        self._limits = limits
        self._trusted = tuple(trusted_proxies)
        self._finished = finished

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; there are no websockets here."""
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        if scope["method"] in READING and (kept := self._reading.at_once(scope)) is not None:
            self._counts.count_at_once(scope["method"], kept[0]["status"])
            await send(kept[0])
            await send(kept[1])
            return
        began = time.perf_counter()
        arrival = arrive(dict(scope), self._trusted)
        answer = _Answer(send, arrival)
        try:
            await self._serve(arrival.scope, receive, answer)
        except RefusedError as error:
            page = wants_a_page(arrival.scope["path"], arrival.scope["headers"])
            voice = ENGLISH if error.refusal is NOT_NOW else self._voice(arrival.scope)
            await answer.refuse(error.refusal, voice, page=page)
        except ClientGoneError:
            answer.status = CLIENT_GONE
        finally:
            took_ms = (time.perf_counter() - began) * 1000
            path, method = arrival.scope["path"], arrival.scope["method"]
            self._finished(Finished(arrival.request_id, method, path, answer.status, took_ms))

    async def _serve(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        _refuse_if(check_head(scope, self._limits))
        path = scope["path"]
        if path == ALIVE_PATH:
            await answer.text(200, "alive")
            return
        body = await self._read_body(scope, receive) if _brings_body(scope) else b""
        if body:
            _refuse_if(check_body(scope, body, self._limits))
        home = None if path in HOST_DOES_NOT_MATTER else await self._home(scope)
        if home is not None:
            scope["folkmoot"] |= {"publication_id": home.publication_id, "publication": home.publication}
        address = self._reading.find(scope, home) if home is not None and scope["method"] in READING else None
        if address is None:
            await self._app(scope, _whole(body, receive), answer)
        else:
            for message in await self._reading.answer(scope, address):
                await answer(message)

    async def _home(self, scope: Scope) -> Home:
        """Return who lives at the host that was asked for."""
        try:
            home = await self._hosts.find(header_values(scope["headers"], b"host")[0])
        except Exception as error:  # whatever is wrong with the database
            log.exception("nobody could say which publications there are")
            raise RefusedError(NOT_NOW) from error
        if home is None:
            raise RefusedError(UNKNOWN_HOST)
        return home

    def _voice(self, scope: Scope) -> Voice:
        """Return the voice of whoever is known to live at the host that was asked for; nothing is looked up for it."""
        home = self._hosts.known(b"".join(header_values(scope["headers"], b"host")[:1]))
        return home.voice if home else ENGLISH

    async def _read_body(self, scope: Scope, receive: Receive) -> bytes:
        """Return the body; refuse it as soon as it is longer or slower than allowed."""
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
                        raise RefusedError(too_large(limit_bytes))
                    if not message.get("more_body", False):
                        return b"".join(parts)
        except TimeoutError as error:
            raise RefusedError(SLOW_BODY) from error


def _refuse_if(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise RefusedError(refusal)


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

    async def __call__(self, message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": [*message.get("headers", ()), self._name]}
        await self._send(message)

    async def text(self, status: int, words: str) -> None:
        """Answer with a line of plain text."""
        await self._whole(status, b"text/plain; charset=utf-8", words.encode(), [])

    async def refuse(self, refusal: Refusal, voice: Voice, *, page: bool) -> None:
        """Answer with a problem or a page, and close the connection: what is still on its way is not read."""
        more = [(b"connection", b"close")]
        if refusal.retry_after_s is not None:
            more.append((b"retry-after", str(refusal.retry_after_s).encode()))
        if page:
            await self._whole(refusal.status, PAGE_TYPE, page_of(refusal, voice), more)
            return
        fields = problem_fields(refusal.status, refusal.code, voice.say(refusal.detail, refusal.values))
        await self._whole(refusal.status, PROBLEM_TYPE.encode(), json.dumps(fields).encode(), more)

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
