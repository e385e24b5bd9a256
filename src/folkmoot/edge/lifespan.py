"""Starts and stops what runs beside the requests, as the server comes and goes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from folkmoot.edge.app import App, Receive, Scope, Send

HANG_UP = "folkmoot.hang_up"
"""The extension of ASGI by which our server lets an application cut a connection whose other end takes nothing."""
LEAVING = "folkmoot.leaving"
"""Where, in the state of the lifespan, the server finds what it calls once it stops taking requests."""


class Lifespan:
    """ASGI app: answers the server's lifespan itself, hands everything else on."""

    def __init__(
        self, app: App, *, start: Callable[[], object], leave: Callable[[], object], stop: Callable[[], object]
    ) -> None:
        """`start` and `stop` may block, and run beside the event loop.

        `leave` runs on it, as often as the server likes, before the server waits for what is being answered.
        """
        self._app = app
        self._start = start
        self._leave = leave
        self._stop = stop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the whole life of the server."""
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        await receive()
        scope.get("state", {})[LEAVING] = self._leave
        await asyncio.to_thread(self._start)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.to_thread(self._stop)
        await send({"type": "lifespan.shutdown.complete"})
