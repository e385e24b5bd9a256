"""Django on a fixed pool of threads: one hop into a thread and one hop back for a whole request.

Django's own ASGIHandler makes a thread context for each request and with it a database connection
for each request (400 for 400). Here eight threads live as long as the process, a connection lives with
its thread (`CONN_MAX_AGE=None`), and the middleware chain is Django's synchronous one, so nothing
hops between loop and thread on the way. Readers' writes (comments, votes) have a thread of their own, so that neither
the thread that holds the write lock nor the event loop has to win the interpreter back from a crowd of them; ADR 0005
has the figures. When more requests wait than would be answered within a patient reader's time, the next one is told
to come back instead of being queued.
"""

from __future__ import annotations

import asyncio
import contextvars
import io
import logging
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, TypeVar

from django.core import signals
from django.core.handlers.asgi import ASGIRequest, get_script_prefix
from django.core.handlers.base import BaseHandler
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, URLResolver, get_resolver, set_script_prefix
from structlog.contextvars import bound_contextvars

from folkmoot.kit.failpoints import Failpoint, reach
from folkmoot.kit.http.problem import problem

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Ready = tuple[int, list[tuple[bytes, bytes]], bytes]
T = TypeVar("T")

THREADS = 8
WRITE_THREADS = 1
MAX_WAITING = 200
READING = ("GET", "HEAD", "OPTIONS")
STAFF = ("/desk/", "/admin/")
RETRY_AFTER_S = 2
MOST_ADDRESSES = 1024
BODILESS = (204, 304)
log = logging.getLogger("folkmoot.pool")


class PooledHandler(BaseHandler):
    """ASGI app for HTTP: Django's whole answer from one of a few threads."""

    def __init__(
        self, *, threads: int = THREADS, write_threads: int = WRITE_THREADS, max_waiting: int = MAX_WAITING
    ) -> None:
        """Load the middleware.

        Args:
            threads: all together.
            write_threads: how many of them are for what readers write; staff may take longer and use the others.
            max_waiting: how many requests may stand in line behind those being answered.
        """
        super().__init__()
        self.load_middleware(is_async=False)
        self._others = _Lane(threads - write_threads, "django")
        self._writers = _Lane(write_threads, "django-write")
        self._room = threads + max_waiting
        self._inside = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        body = await _read_body(receive)
        if body is None:
            return
        status, headers, content = await self.answer(scope, body)
        reach(Failpoint.ANSWER_READY)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})

    async def answer(self, scope: Scope, body: bytes = b"") -> Ready:
        """Return status, headers and content of the answer to a request."""
        if self._inside < self._room:
            lane = self._writers if _is_public_write(scope) else self._others
            return await self._in_thread(lane, self._answer, scope, body)
        return _ready(
            problem(503, "overloaded", "Too many readers at once. Try again in a moment.", None, RETRY_AFTER_S)
        )

    async def look_up(self, read: Callable[[], T]) -> T:
        """Return what a function reads from the database; raise what it raises."""
        return await self._in_thread(self._others, read)

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """Return the view of an address, remembered where many ask for the same one."""
        match = request.resolver_match = _view_of(get_resolver(), request.path_info)
        return match

    def close(self) -> None:
        """Wait for the requests inside, close each thread's database connection, end the threads."""
        self._others.close()
        self._writers.close()

    async def _in_thread(self, lane: _Lane, work: Callable[..., T], *given: object) -> T:
        """Return what `work` returns. Shielded: a thread that has begun is counted until it is done, whoever stops waiting."""
        self._inside += 1
        context = contextvars.copy_context()
        future = asyncio.wrap_future(lane.executor.submit(context.run, work, *given))
        future.add_done_callback(self._left)
        return await asyncio.shield(future)

    def _left(self, _future: asyncio.Future[T]) -> None:
        self._inside -= 1

    def _answer(self, scope: Scope, body: bytes) -> Ready:
        """Return the whole answer; runs in a thread of the pool."""
        with bound_contextvars(request_id=scope.get("folkmoot", {}).get("request_id", "")):
            set_script_prefix(get_script_prefix(scope))
            signals.request_started.send(sender=self.__class__, scope=scope)
            try:
                response = self.get_response(ASGIRequest(scope, io.BytesIO(body)))
            except Exception:  # even the page that says "something broke" may break
                log.exception("no answer could be made")
                response = HttpResponse("Something broke here.", status=500, content_type="text/plain")
            response._handler_class = self.__class__  # type: ignore[attr-defined]  # noqa: SLF001 -- `close` sends request_finished with it, as Django's own handlers do
            try:
                return _ready(response)
            finally:
                response.close()


@lru_cache(maxsize=MOST_ADDRESSES)
def _view_of(addresses: URLResolver, path: str) -> ResolverMatch:
    """Return what `addresses` leads to; what leads nowhere raises `Resolver404` and is not remembered."""
    return addresses.resolve(path)


def _is_public_write(scope: Scope) -> bool:
    return scope["method"] not in READING and not scope["path"].startswith(STAFF)


class _Lane:
    """Threads of one kind."""

    def __init__(self, threads: int, name: str) -> None:
        self.executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._threads = threads

    def close(self) -> None:
        """Wait for what runs, close each thread's connections, end the threads."""
        everyone = threading.Barrier(self._threads)
        for _ in range(self._threads):
            self.executor.submit(_close_connections, everyone)
        self.executor.shutdown(wait=True)


def _close_connections(everyone: threading.Barrier) -> None:
    """Close what this thread opened; waiting for everyone keeps one thread from taking another's turn."""
    everyone.wait()
    connections.close_all()


def _ready(response: HttpResponseBase) -> Ready:
    """Return status, headers and all bytes; what streams is read to its end here, in the thread."""
    content: bytes = response.getvalue()
    if response.status_code in BODILESS:
        del response["Content-Length"]
    else:
        response.headers.setdefault("Content-Length", str(len(content)))
    headers = [(name.encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    headers += [(b"Set-Cookie", morsel.OutputString().encode("ascii")) for morsel in response.cookies.values()]
    return response.status_code, headers, content


async def _read_body(receive: Receive) -> bytes | None:
    """Return the body, or None when the client went away before all of it came."""
    parts: list[bytes] = []
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(parts)
