"""Starts and stops what runs beside the requests, as the server comes and goes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from folkmoot.edge.app import App, Receive, Scope, Send


class Lifespan:
    """ASGI app: answers the server's lifespan itself, hands everything else on."""

    def __init__(self, app: App, *, start: Callable[[], object], stop: Callable[[], object]) -> None:
        """`start` and `stop` may block; they run beside the event loop."""
        self._app = app
        self._start = start
        self._stop = stop

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the whole life of the server."""
        if scope["type"] != "lifespan":
            await self._app(scope, receive, send)
            return
        await receive()
        await asyncio.to_thread(self._start)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await asyncio.to_thread(self._stop)
        await send({"type": "lifespan.shutdown.complete"})
