"""Thousands of event streams in one process, as lean as Python allows: raw sockets, one selector, no objects per event.

    python -m bench.listeners PORT THREAD READERS

It speaks with its parent by lines: `open N` (so many are there), and for each line on stdin `report` one JSON object.
When a stream ends, its reader comes back after the server's `retry`, with the last id it heard.
"""

from __future__ import annotations

import contextlib
import heapq
import json
import random
import re
import select
import selectors
import socket
import sys
import time
from array import array

ID = re.compile(rb"^id: (\d+)$", re.MULTILINE)
EVENT = re.compile(rb"id: (\d+)\nevent: (\w+)\ndata: \{\"comment_id\":(\d+)")
PER_ADDRESS = 20_000
OPENED_AT_ONCE = 200
FIRST_ADDRESS = 2
RETRY_S = 3.0


class Reader:
    """One reader: where they are in the sequence, and which events they heard."""

    __slots__ = ("answered", "heard", "last_id", "line", "rest", "retry_s")

    def __init__(self) -> None:
        self.line: socket.socket | None = None
        self.last_id = b""
        self.retry_s = RETRY_S
        self.rest = b""
        self.heard = array("q")
        self.answered = False


class Crowd:
    """All readers, and when each event reached the first and the last of them."""

    def __init__(self, port: int, thread_id: int, readers: int) -> None:
        self.readers = [Reader() for _ in range(readers)]
        self.reached: dict[int, list[float]] = {}
        self.open = 0
        self.refused = 0
        self.resets = 0
        self.all_open_at_s = 0.0
        self._port, self._thread_id = port, thread_id
        self._selector = selectors.DefaultSelector()
        self._due: list[tuple[float, int]] = [(0.0, number) for number in range(readers)]
        heapq.heapify(self._due)
        self._numbers = iter(range(10**9))

    def turn(self) -> None:
        """Open what is due, hear what has come."""
        now_s = time.monotonic()
        opened = 0
        while self._due and self._due[0][0] <= now_s and opened < OPENED_AT_ONCE:
            self._ask(heapq.heappop(self._due)[1])
            opened += 1
        for key, _ in self._selector.select(0.02):
            self._hear(key.data)

    def _ask(self, number: int) -> None:
        reader = self.readers[number]
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind((f"127.0.0.{FIRST_ADDRESS + number * 250 // len(self.readers) % 250}", 0))
        again = b"Last-Event-ID: %s\r\n" % reader.last_id if reader.last_id else b""
        path = f"/live/threads/{self._thread_id}"
        try:
            line.connect(("127.0.0.1", self._port))
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n".encode() + again + b"\r\n")
        except OSError:
            line.close()
            self._later(number)
            return
        line.settimeout(0)
        reader.line, reader.rest, reader.answered = line, b"", False
        self._selector.register(line, selectors.EVENT_READ, number)

    def _later(self, number: int) -> None:
        wait_s = self.readers[number].retry_s
        heapq.heappush(self._due, (time.monotonic() + wait_s * random.uniform(0.8, 1.2), number))

    def _hear(self, number: int) -> None:
        reader = self.readers[number]
        assert reader.line is not None
        try:
            words = reader.line.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            words = b""
        if not words:
            self._hang_up(number, reader)
            return
        reader.rest += words
        if not reader.answered:
            self._begin(number, reader)
        else:
            self._take(reader)

    def _begin(self, number: int, reader: Reader) -> None:
        head, found, rest = reader.rest.partition(b"\r\n\r\n")
        if not found:
            return
        if not head.startswith(b"HTTP/1.1 200"):
            self.refused += 1
            self._hang_up(number, reader)
            return
        reader.answered, reader.rest = True, rest
        self.open += 1
        if self.open == len(self.readers):
            self.all_open_at_s = time.monotonic()
        self._take(reader)

    def _take(self, reader: Reader) -> None:
        """Read whole blocks; a chunk's length between them is no line of any event."""
        done = reader.rest.rfind(b"\n\n") + 2
        if done < 2:
            return
        words, reader.rest = reader.rest[:done], reader.rest[done:]
        now_s = time.time()
        for seq, event, comment_id in EVENT.findall(words):
            if event == b"comment":
                reader.heard.append(int(seq))
                first_last = self.reached.setdefault(int(comment_id), [now_s, now_s])
                first_last[1] = now_s
        self.resets += words.count(b"event: reset")
        if b"retry: " in words:
            at = words.index(b"retry: ") + 7
            reader.retry_s = int(words[at : words.index(b"\n", at)]) / 1000
        ids = ID.findall(words)
        if ids:
            reader.last_id = ids[-1]

    def _hang_up(self, number: int, reader: Reader) -> None:
        assert reader.line is not None
        self._selector.unregister(reader.line)
        reader.line.close()
        self.open -= reader.answered
        reader.line, reader.answered = None, False
        self._later(number)

    def report(self) -> dict[str, object]:
        """Return what was heard: how often each list of events, and when each event came to the first and the last."""
        lists: dict[bytes, int] = {}
        for reader in self.readers:
            lists[reader.heard.tobytes()] = lists.get(reader.heard.tobytes(), 0) + 1
        most = max(lists, key=lambda heard: lists[heard])
        heard = array("q", most)
        return {
            "open": self.open,
            "refused": self.refused,
            "resets": self.resets,
            "alike": lists[most],
            "in_order": list(heard) == sorted(set(heard)),
            "events": len(heard),
            "all_open_at_s": self.all_open_at_s,
            "reached": self.reached,
            "cpu_s": time.process_time(),
        }


def main() -> None:
    """Follow until the parent goes."""
    port, thread_id, readers = map(int, sys.argv[1:4])
    crowd = Crowd(port, thread_id, readers)
    while True:
        crowd.turn()
        with contextlib.suppress(BlockingIOError):
            if select.select([sys.stdin], [], [], 0)[0]:
                if not sys.stdin.readline():
                    return
                print(json.dumps(crowd.report()), flush=True)


if __name__ == "__main__":
    main()
