"""Readers of event streams on raw sockets, and the house they listen to: the real edge, hub and follower."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import threading
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.db import connections, transaction

from folkmoot.discussion.events import CommentPublished
from folkmoot.edge.lifespan import LEAVING
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.pool import PooledHandler
from folkmoot.live import hub
from folkmoot.wiring.front import Front, in_front_of
from folkmoot.wiring.kept import kept_pages
from tests.cast import NOON
from tests.discussion.stage import Stage
from tests.loopback import served

PATIENCE_S = 30
_numbers = itertools.count(1_000_000)


@dataclass(frozen=True)
class Event:
    """One event as a script sees it."""

    seq: int
    name: str
    data: dict[str, Any]


@dataclass
class Reader:
    """One reader with the memory of a browser: the last id that was said."""

    port: int
    thread_id: int
    last_id: int | None = None
    events: list[Event] = field(default_factory=list)
    beats: int = 0
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    retry_ms: int = 0

    async def open(
        self, *, after: int | None = None, host: str = "testserver", method: str = "GET", path: str = ""
    ) -> Reader:
        """Ask, and return when the head of the answer is there."""
        self.came, self.goes = await asyncio.open_connection("127.0.0.1", self.port)
        query = "" if after is None else f"?after={after}"
        again = () if self.last_id is None else (f"Last-Event-ID: {self.last_id}",)
        address = path or f"/live/threads/{self.thread_id}{query}"
        lines = (f"{method} {address} HTTP/1.1", f"Host: {host}", *again, "", "")
        self.goes.write("\r\n".join(lines).encode())
        head = (await self.came.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        self.status = int(head[0].split()[1])
        self.headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
        return self

    async def refusal(self) -> dict[str, Any]:
        """Return the problem that was sent instead of a stream."""
        return json.loads(await self.came.readexactly(int(self.headers["content-length"])))

    async def listen(self) -> bool:
        """Hear one piece of the stream; return False at its end."""
        try:
            size = int(await self.came.readline() or b"0", 16)
            piece = (await self.came.readexactly(size + 2))[:-2]
        except (asyncio.IncompleteReadError, ConnectionError):
            return False
        for block in piece.decode().split("\n\n"):
            self._hear([line for line in block.split("\n") if line])
        return size > 0

    def _hear(self, lines: list[str]) -> None:
        """Do what the standard says with the lines of one event."""
        said = dict(line.split(": ", 1) for line in lines if not line.startswith(":"))
        self.beats += lines.count(": beat")
        self.retry_ms = int(said.get("retry", self.retry_ms))
        self.last_id = int(said["id"]) if "id" in said else self.last_id
        if "data" in said:
            self.events.append(Event(self.last_id or 0, said["event"], json.loads(said["data"])))

    async def until(self, condition: Callable[[], bool]) -> None:
        """Listen until something is so."""
        async with asyncio.timeout(PATIENCE_S):
            while not condition():
                assert await self.listen(), f"the stream ended after {self.events}"

    async def hear(self, count: int) -> list[Event]:
        """Return the events once there are so many."""
        await self.until(lambda: len(self.events) >= count)
        return self.events

    async def hear_the_end(self) -> None:
        """Return when the other side has ended the stream."""
        async with asyncio.timeout(PATIENCE_S):
            while await self.listen():
                pass

    async def leave(self) -> None:
        """Hang up."""
        self.goes.close()
        with contextlib.suppress(ConnectionError):
            await self.goes.wait_closed()


class House:
    """The house while it is served: everything but the drain."""

    def __init__(self, port: int, front: Front, stage: Stage) -> None:
        self.port, self.front, self.stage = port, front, stage
        self._readers: list[Reader] = []

    async def follow(self, thread_id: int = 0, *, last_id: int | None = None, **asked: Any) -> Reader:
        """Return somebody who has come to follow a thread, and was answered."""
        reader = Reader(self.port, thread_id or self.stage.thread_id, last_id)
        self._readers.append(reader)
        await reader.open(**asked)
        if reader.status == 200:
            await reader.listen()
        return reader

    def play(self, scene: Callable[[House], Awaitable[None]]) -> None:
        """Run a scene; at its end everybody leaves."""

        async def whole() -> None:
            try:
                await scene(self)
            finally:
                for reader in self._readers:
                    await reader.leave()

        asyncio.run(whole())


@contextlib.contextmanager
def listening(stage: Stage, *, beat_s: float = hub.BEAT_S, **conf: int) -> Iterator[House]:
    """Serve the house. When it leaves, its streams end by themselves: the server would wait for them for twenty seconds."""
    pool = PooledHandler(threads=2)
    conf_here = replace(settings.FOLKMOOT, **conf)
    front = in_front_of(pool, conf_here, kept_pages.epochs, finished=lambda _request: None)
    front.hub._beat_s = beat_s
    left = threading.Event()

    async def app(scope, receive, send):
        if scope["type"] != "lifespan":
            await front.edge(scope, receive, send)
            return
        await receive()
        scope["state"][LEAVING] = front.hub.close
        await send({"type": "lifespan.startup.complete"})
        await receive()
        left.set()
        await send({"type": "lifespan.shutdown.complete"})

    try:
        with served(app) as port:
            yield House(port, front, stage)
        assert left.is_set()
    finally:
        front.hub.stop()
        pool.close()


def tell(stage: Stage, *, fact: type = CommentPublished, **more: Any) -> int:
    """Let a fact about a comment be known, without the comment; return its number."""
    comment_id = next(_numbers)
    said = {"newly_listed": True} if fact is CommentPublished else {}
    about = {
        "thread_id": more.pop("thread_id", stage.thread_id),
        "comment_id": comment_id,
        "root_id": comment_id,
        "parent_id": None,
    }
    with transaction.atomic():
        emit(fact(publication_id=stage.publication_id, at=NOON, **about, **said, **more))
    return comment_id


async def beside(work: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """Return what something returns that uses the database; in a thread, whose connection is closed afterwards."""

    def run() -> Any:
        try:
            return work(*given, **named)
        finally:
            connections.close_all()

    return await asyncio.to_thread(run)
