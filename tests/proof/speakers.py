"""Readers who post, answer and vote through the JSON interface, and remember what they were promised.

Four outcomes: acknowledged; refused, which fails the proof (nothing here deserves it); put off with 503; in doubt, when
the connection died before the answer. The last two are sent again, with the same key, until they are decided.
"""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

PATIENCE_S = 30
AGAIN_AFTER_S = 0.02


@dataclass(frozen=True)
class Request:
    """One act: a post, known by its words, or a vote on a comment."""

    method: str
    path: str
    body: dict[str, Any]
    key: str = ""

    @property
    def words(self) -> str:
        return str(self.body.get("body", ""))


@dataclass
class Promises:
    """What all speakers were told, guarded by the interpreter's own lock: every change is one operation.

    Attributes:
        sent: the words of all posts.
        acknowledged: comment id by words.
        votes: value by speaker and comment.
        put_off: code and Retry-After of each 503.
        doubts: how many connections died before the answer.
    """

    sent: list[str] = field(default_factory=list)
    acknowledged: dict[str, int] = field(default_factory=dict)
    votes: dict[tuple[str, int], int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    put_off: list[tuple[str, str | None]] = field(default_factory=list)
    doubts: int = 0

    def nets(self) -> dict[int, int]:
        """Return the net of all votes by comment, as the speakers remember them; 0 is left out."""
        nets: Counter[int] = Counter()
        for (_speaker, comment_id), value in self.votes.items():
            nets[comment_id] += value
        return {comment_id: net for comment_id, net in nets.items() if net}


class Speaker(threading.Thread):
    """One guest, who speaks until it is over; `settle` then decides what is still open."""

    def __init__(self, name: str, port: int, thread_id: int, promises: Promises) -> None:
        super().__init__(name=name, daemon=True)
        self.over = threading.Event()
        self.port = port
        self._thread_id = thread_id
        self._promises = promises
        self._dice = random.Random(name)
        self._token = ""
        self._count = 0
        self._own: set[int] = set()
        self._open: Request | None = None

    def run(self) -> None:
        """Speak until it is over; what is open comes first."""
        while not self.over.is_set():
            self._act(self._open or self._next())

    def settle(self) -> None:
        """Send what is open again until there is an answer."""
        deadline_s = time.monotonic() + PATIENCE_S
        while self._open is not None and time.monotonic() < deadline_s:
            self._act(self._open)
        assert self._open is None, f"{self._open} was never decided"

    def _next(self) -> Request:
        others = [number for number in list(self._promises.acknowledged.values())[-40:] if number not in self._own]
        if self._token and others and self._dice.random() < 0.4:
            path = f"/api/v1/comments/{self._dice.choice(others)}/vote"
            return Request("PUT", path, {"value": self._dice.choice([-1, 0, 1, 1])})
        self._count += 1
        words = f"{self.name} says sentence {self._count}, and no other is like it."
        self._promises.sent.append(words)
        body: dict[str, Any] = {"body": words, "name": self.name}
        if others and self._dice.random() < 0.3:
            body["parent_id"] = self._dice.choice(others)
        key = f"{self.name}-{self._count}-{'x' * 22}".replace(" ", "-")
        return Request("POST", f"/api/v1/threads/{self._thread_id}/comments", body, key)

    def _act(self, request: Request) -> None:
        self._open = request
        answer = self._ask(request)
        if answer is None:
            self._promises.doubts += 1
            time.sleep(AGAIN_AFTER_S)
            return
        status, body, retry_after = answer
        if status == 503:
            self._promises.put_off.append((body["code"], retry_after))
            time.sleep(AGAIN_AFTER_S)
            return
        self._open = None
        if status == 201:
            self._hear_of_post(request, body)
        elif status == 200:
            self._promises.votes[self.name, int(request.path.split("/")[-2])] = body["mine"]
        else:
            self._promises.refused.append(f"{status} {body}")

    def _hear_of_post(self, request: Request, body: dict[str, Any]) -> None:
        number = body["comment"]["id"]
        self._own.add(number)
        self._promises.acknowledged[request.words] = number
        self._token = body.get("guest_token") or self._token

    def _ask(self, request: Request) -> tuple[int, dict[str, Any], str | None] | None:
        """Return status, body and Retry-After, or None when it is not known whether the request was heard."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        headers = {"Content-Type": "application/json", "Host": "localhost"}
        headers |= {"Idempotency-Key": request.key} if request.key else {}
        headers |= {"Authorization": f"Bearer {self._token}"} if self._token else {}
        try:
            line.request(request.method, request.path, json.dumps(request.body), headers)
            response = line.getresponse()
            return response.status, json.loads(response.read()), response.headers["Retry-After"]
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()


class Crowd:
    """Some speakers at once."""

    def __init__(self, name: str, size: int, *, port: int, thread_id: int, promises: Promises) -> None:
        """Make speakers whose dice are known by their names."""
        self._speakers = [Speaker(f"{name} {number}", port, thread_id, promises) for number in range(size)]

    def begin(self) -> None:
        """Let all of them speak."""
        for speaker in self._speakers:
            speaker.start()

    def move(self, port: int) -> None:
        """Send everything to another house from now on."""
        for speaker in self._speakers:
            speaker.port = port

    def end(self) -> None:
        """Let them finish what they say, and decide what is open."""
        for speaker in self._speakers:
            speaker.over.set()
        for speaker in self._speakers:
            speaker.join(2 * PATIENCE_S)
            speaker.settle()
