"""An edge without a database: one publication, routes of the test's own, and an app that the test can hold up."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from folkmoot.edge.app import App, Edge
from folkmoot.edge.counts import Counts
from folkmoot.edge.epochs import Epochs
from folkmoot.edge.hosts import Home, Hosts
from folkmoot.edge.limits import Limits
from folkmoot.edge.pages import Rendered
from folkmoot.edge.reading import Reading
from folkmoot.edge.renders import Renders
from folkmoot.edge.routes import Route, Routes
from folkmoot.edge.shelf import Shelf

HOST = "news.example"
HOME = Home(1, HOST.encode(), "https")
PAGES = (Route(re.compile(r"/page(/[a-z0-9]+)?"), {"order": "newest", "after": ""}),)
NEVER_STALE = (Route(re.compile(r"/page(/[a-z0-9]+)?"), stale_s=0),)
SHARED = (b"cache-control", b"public, max-age=0, must-revalidate")
MIB = 2**20


def rendered(
    words: str, *, keys: str = "thread-1", status: int = 200, more: Sequence[tuple[bytes, bytes]] = ()
) -> Rendered:
    """Return a page that everybody may see."""
    headers = [(b"Content-Type", b"text/html; charset=utf-8"), SHARED, (b"Surrogate-Key", keys.encode()), *more]
    return Rendered(status, headers, words.encode())


class Clock:
    """Time that passes when the test says so."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s

    def pass_by(self, seconds: float) -> None:
        self.now_s += seconds


class Press:
    """Renders pages: counts them, and waits at a gate if the test closes it."""

    def __init__(self) -> None:
        self.scopes: list[dict[str, Any]] = []
        self.words = "first"
        self.answer: Callable[[dict[str, Any]], Rendered] = lambda _scope: rendered(self.words)
        self.gate = asyncio.Event()
        self.gate.set()
        self.begun = asyncio.Semaphore(0)
        self.inside = 0
        self.most_inside = 0

    async def __call__(self, scope: dict[str, Any]) -> Rendered:
        self.scopes.append(scope)
        answer = self.answer(scope)  # what the database said when the rendering began
        self.inside += 1
        self.most_inside = max(self.inside, self.most_inside)
        self.begun.release()
        try:
            await self.gate.wait()
        finally:
            self.inside -= 1
        return answer


@dataclass(frozen=True)
class Reply:
    """What the edge sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def words(self) -> str:
        return self.body.decode()


async def nobody(_scope: Any, _receive: Any, send: Any) -> None:
    """An app behind the edge that answers what the shelf does not."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-from", b"django")]})
    await send({"type": "http.response.body", "body": b"for you alone"})


@dataclass
class Front:
    """One process's edge, epochs shared with whoever has the same folder."""

    routes: Sequence[Route] = PAGES
    app: App = nobody
    shelf_bytes: int = MIB
    folder: Path | None = None
    home: Callable[[str], Home | None] = lambda host: HOME if host == HOST else None
    limits: Limits = field(default_factory=Limits)
    finished: Callable[[Any], object] = lambda _request: None

    def __post_init__(self) -> None:
        self.clock = Clock()
        self.press = Press()
        self.counts = Counts()
        self.shelf = Shelf(self.shelf_bytes, self.counts)
        self.epochs = Epochs((self.folder or Path(tempfile.mkdtemp(dir=os.environ["FOLKMOOT_DATA"]))) / "epochs")
        self.hosts_read = 0
        renders = Renders(
            self.press, shelf=self.shelf, epochs=self.epochs, counts=self.counts, always=("hosts",), clock=self.clock
        )
        reading = Reading(
            routes=Routes(self.routes),
            shelf=self.shelf,
            renders=renders,
            epochs=self.epochs,
            counts=self.counts,
            limits=self.limits,
            acted=b"acted=",
            clock=self.clock,
        )

        async def load():
            self.hosts_read += 1
            reading.forget_spellings()
            return self.home

        self.edge = Edge(
            self.app,
            hosts=Hosts(load, self.epochs, keys=("hosts",)),
            reading=reading,
            counts=self.counts,
            limits=self.limits,
            trusted_proxies=(),
            finished=self.finished,
        )

    async def ask(self, path: str = "/page", *headers: tuple[str, str], method: str = "GET", host: str = HOST) -> Reply:
        """Return the answer to a request."""
        path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "scheme": "http",
            "client": ("192.0.2.7", 4711),
            "headers": [
                (b"host", host.encode()),
                *((name.lower().encode(), value.encode()) for name, value in headers),
            ],
        }
        sent: list[Any] = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        await self.edge(scope, receive, send)
        given = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        given.pop("x-request-id", None)  # another one for each request that is written to the log
        return Reply(sent[0]["status"], given, b"".join(message["body"] for message in sent[1:]))


def asked(front, *paths_and_headers):
    """Return the answers to several requests, one after the other."""

    async def all_of_them():
        return [await front.ask(*([one] if isinstance(one, str) else one)) for one in paths_and_headers]

    return asyncio.run(all_of_them())
