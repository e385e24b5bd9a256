"""`GET /live/threads/{id}`: what happens in a thread, as it happens. Plain ASGI behind the edge, which renders refusals."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs

from folkmoot.edge.app import NOT_NOW, Receive, Scope, Send
from folkmoot.edge.lifespan import HANG_UP
from folkmoot.edge.limits import Refusal, RefusedError, header_values
from folkmoot.live.hub import Hub
from folkmoot.live.stream import Counts, Stream
from folkmoot.live.threads import Threads
from folkmoot.pure.words import gettext_noop as _

PREFIX = "/live/"
PATH = re.compile(r"/live/threads/(\d{1,18})", re.ASCII)
PLACE = re.compile(r"\d{1,18}", re.ASCII)
LATER_S = 30
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]

NO_SUCH_ADDRESS = Refusal(404, "not_found", _("There is nothing here."))
UNKNOWN_THREAD = Refusal(404, "unknown_thread", _("There is no such discussion here."))
ONLY_GET = Refusal(405, "method_not_allowed", _("A stream can only be read."))
NETWORK_FULL = Refusal(
    429, "too_many_streams", _("Too many readers of your network follow at this moment."), retry_after_s=LATER_S
)
HOUSE_FULL = Refusal(
    503,
    "too_many_streams",
    _("Too many readers follow at this moment. The page itself is there."),
    retry_after_s=LATER_S,
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caps:
    """How many streams one process keeps open at once.

    Attributes:
        all: of everybody.
        per_network: of one network, as `pure.network` sees networks.
    """

    all: int
    per_network: int


class Live:
    """ASGI app for everything below `/live/`."""

    def __init__(self, hub: Hub, threads: Threads, counts: Counts, caps: Caps) -> None:
        """Put the parts together."""
        self._hub = hub
        self._threads = threads
        self._counts = counts
        self._caps = caps
        self._inside = 0
        self._by_network: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Follow a thread until the reader goes, or the stream is ended.

        Raises:
            RefusedError: there is no such thread, or no room.
        """
        thread_id = _thread_of(scope)
        ours = scope["folkmoot"]
        with self._room(ours["client"]):
            publication_id = ours["publication_id"]
            page_id = await self._page(publication_id, thread_id)
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            stream = Stream(thread_id, send, _hang_up(scope), self._counts)
            try:
                await self._hub.join(stream, page_id, _place_of(scope), publication_id=publication_id)
                while (await receive())["type"] != "http.disconnect":
                    pass
            finally:
                self._hub.leave(stream)

    async def _page(self, publication_id: int, thread_id: int) -> int:
        try:
            page_id = await self._threads.find(publication_id, thread_id)
        except Exception as error:  # whatever is wrong with the database
            log.exception("nobody could say which discussions there are")
            raise RefusedError(NOT_NOW) from error
        if page_id is None:
            raise RefusedError(UNKNOWN_THREAD)
        return page_id

    @contextmanager
    def _room(self, network: str) -> Iterator[None]:
        """Keep a place for one stream of a network.

        Raises:
            RefusedError: there is none.
        """
        if self._hub.is_closed or self._inside >= self._caps.all:
            self._refuse(HOUSE_FULL)
        if self._by_network[network] >= self._caps.per_network:
            self._refuse(NETWORK_FULL)
        self._inside += 1
        self._by_network[network] += 1
        try:
            yield
        finally:
            self._inside -= 1
            self._by_network[network] -= 1
            if not self._by_network[network]:
                del self._by_network[network]

    def _refuse(self, refusal: Refusal) -> None:
        self._counts.refused += 1
        raise RefusedError(refusal)


def _thread_of(scope: Scope) -> int:
    """Return which thread is asked for.

    Raises:
        RefusedError: none, or with something else than GET.
    """
    found = PATH.fullmatch(scope["path"])
    if found is None:
        raise RefusedError(NO_SUCH_ADDRESS)
    if scope["method"] != "GET":
        raise RefusedError(ONLY_GET)
    return int(found[1])


def _place_of(scope: Scope) -> int | None:
    """Return the last fact that the reader knows of: the browser says it when it comes back, the page when it begins."""
    heard = header_values(scope["headers"], b"last-event-id")
    told = heard[0].decode("latin-1") if heard else parse_qs(scope["query_string"].decode()).get("after", [""])[0]
    return int(told) if PLACE.fullmatch(told) else None


def _hang_up(scope: Scope) -> Callable[[], object]:
    """Return what cuts the connection; where the server knows no such thing, nothing: the reader's system will do it."""
    found: Callable[[], object] = scope.get("extensions", {}).get(HANG_UP, lambda: None)
    return found
