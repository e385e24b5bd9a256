"""Houses that break the promise, for the proof to find out. Nobody else starts them.

`python -m tests.proof.kills.variants early|forgetful --port N --workers N` serves the whole house behind one mistake.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from folkmoot.asgi import application  # first: it sets Django up
from folkmoot.cli import server
from folkmoot.cli.workers import Workers
from folkmoot.discussion.commands import post_comment

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
SLOW_WIRE_S = 0.05
LATER_S = 0.05  # as a queue that is written now and then
PROMISE = json.dumps(
    {"comment": {"id": None, "author": None}, "state": "published", "reason": None, "guest_token": None}
).encode()


def _is_post(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] == "POST"


class Early:
    """Acknowledges a post as soon as it has been read and writes it a moment later: one after the other, so that no line grows."""

    def __init__(self) -> None:
        self._writing = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_post(scope):
            await application(scope, receive, send)
            return
        body = await receive()
        headers = [(b"content-type", b"application/json"), (b"content-length", str(len(PROMISE)).encode())]
        async with self._writing:
            await send({"type": "http.response.start", "status": 201, "headers": headers})
            await send({"type": "http.response.body", "body": PROMISE})
            await asyncio.sleep(LATER_S)
            await application(scope, _giving(body), _nobody)


def _giving(message: Message) -> Receive:
    async def receive() -> Message:
        return message

    return receive


async def _nobody(_message: Message) -> None:
    """Take an answer that nobody waits for any more."""


class Forgetful:
    """Neither knows Idempotency-Keys nor notices the same words; the wire is slow, so answers are lost easily."""

    def __init__(self) -> None:
        post_comment._find = lambda _draft: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_slowly(message: Message) -> None:
            if message["type"] == "http.response.start":
                await asyncio.sleep(SLOW_WIRE_S)
            await send(message)

        if _is_post(scope):
            headers = [pair for pair in scope["headers"] if pair[0] != b"idempotency-key"]
            await application({**scope, "headers": headers}, receive, send_slowly)
        else:
            await application(scope, receive, send)


def early() -> Early:
    return Early()


def forgetful() -> Forgetful:
    return Forgetful()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("name", choices=("early", "forgetful"))
    parser.add_argument("--port", type=int)
    parser.add_argument("--workers", type=int)
    wanted = parser.parse_args()
    config = server.configure(f"tests.proof.kills.variants:{wanted.name}", workers=wanted.workers)
    config.factory = True
    Workers(config, server.listen("127.0.0.1", wanted.port, workers=wanted.workers)).run()


if __name__ == "__main__":
    main()
