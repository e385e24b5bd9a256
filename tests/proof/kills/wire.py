"""One writer's connection to the house: opened when needed, kept while it lasts."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

PATIENCE_S = 20


class NotSentError(Exception):
    """Nobody listened: nothing can have happened."""


class LostError(Exception):
    """It was sent and no answer came: anything can have happened."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status and what the JSON said."""

    status: int
    said: dict[str, Any]


class Line:
    """Asks one thing after the other."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, method: str, path: str, payload: object = None, headers: tuple[str, ...] = ()) -> Answer:
        """Return the answer.

        Raises:
            NotSentError: the connection was refused.
            LostError: it broke, or no answer came in time.
        """
        reader, writer = await self._open()
        try:
            async with asyncio.timeout(PATIENCE_S):
                writer.write(_bytes(method, path, payload, headers, self._port))
                return await self._answer(reader)
        except (OSError, EOFError, TimeoutError) as error:
            self.close()
            raise LostError(type(error).__name__) from error

    def close(self) -> None:
        """Hang up."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is None:
            try:
                self._streams = await asyncio.open_connection("127.0.0.1", self._port)
            except OSError as error:
                raise NotSentError from error
        return self._streams

    async def _answer(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        at = head.index(b"\r\ncontent-length:") + 17
        body = await reader.readexactly(int(head[at : head.index(b"\r\n", at)]))
        if b"\r\nconnection: close" in head:
            self.close()
        return Answer(int(head[9:12]), json.loads(body) if b"json" in head else {})


def _bytes(method: str, path: str, payload: object, headers: tuple[str, ...], port: int) -> bytes:
    body = b"" if payload is None else json.dumps(payload).encode()
    lines = (f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Content-Length: {len(body)}", *headers)
    typed = (*lines, "Content-Type: application/json") if body else lines
    return "\r\n".join((*typed, "", "")).encode() + body
