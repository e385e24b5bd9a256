"""One reader's event stream: written to from outside, never waited for, closed when it cannot keep up.

Ten thousand of them are written to in a second, so writing costs no task: `send` is begun by hand. It is done at once
unless the reader's line is full; then the rest follows when the line is free, and what comes meanwhile is kept up to a
bound. A reader beyond it is hung up on and comes back with `Last-Event-ID`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

from folkmoot.edge.app import Send

MOST_WAITING_BYTES = 65_536

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Counts:
    """What the streams of this process have seen; all but `open` only grow.

    Attributes:
        open: streams that are there now.
        frames: events that were sent, each once for every reader.
        closed_slow: streams that were hung up on because their readers did not keep up.
        refused: readers who were told to come back later.
    """

    open: int = 0
    frames: int = 0
    closed_slow: int = 0
    refused: int = 0


class Stream:
    """The way to one reader of one thread.

    Attributes:
        thread_id: what they follow.
        seq: everything up to this fact has been given to them.
        was_ahead: at the last sign of life they knew more than we did.
    """

    __slots__ = ("_counts", "_hang_up", "_is_over", "_is_writing", "_send", "_waiting", "seq", "thread_id", "was_ahead")

    def __init__(self, thread_id: int, send: Send, hang_up: Callable[[], object], counts: Counts) -> None:
        """Prepare: the head of the answer has been sent.

        Args:
            send: of ASGI.
            hang_up: ends the connection without waiting for anybody.
        """
        self.thread_id = thread_id
        self.seq = 0
        self.was_ahead = False
        self._send = send
        self._hang_up = hang_up
        self._counts = counts
        self._waiting = bytearray()
        self._is_writing = False
        self._is_over = False

    def give(self, words: bytes) -> None:
        """Send these words, now or as soon as the line is free."""
        if self._is_over:
            return
        if not self._is_writing:
            self._write(words, more=True)
            return
        self._waiting += words
        if len(self._waiting) > MOST_WAITING_BYTES:
            self._counts.closed_slow += 1
            self._break_off()

    def end(self) -> None:
        """End the stream; the browser comes back by itself."""
        if self._is_over:
            return
        if self._is_writing:
            self._break_off()
        else:
            self._is_over = True
            self._write(b"", more=False)

    def _break_off(self) -> None:
        self._is_over = True
        self._waiting.clear()
        self._hang_up()

    def _write(self, words: bytes, *, more: bool) -> None:
        self._is_writing = True
        step = self._send({"type": "http.response.body", "body": words, "more_body": more}).__await__()
        self._go_on(step)

    def _go_on(self, step: Generator[Any, None, None], _line_is_free: object = None) -> None:
        """Let `send` run until it is done or waits; what it waits for calls here again, as a task would have it."""
        try:
            waits_for: asyncio.Future[Any] = step.send(None)
        except StopIteration:
            self._is_writing = False
            if self._waiting:
                words = bytes(self._waiting)
                self._waiting.clear()
                self._write(words, more=True)
        except Exception:
            log.exception("a stream broke")
            self._break_off()
        else:
            waits_for._asyncio_future_blocking = False  # noqa: SLF001 -- what a task answers to a future that was yielded
            waits_for.add_done_callback(lambda done: self._go_on(step, done))
