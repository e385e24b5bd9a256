"""The writers: each says, votes, edits and withdraws, one thing after the other, and asks again until it is decided."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Sequence
from datetime import UTC, datetime

from tests.proof.kills.book import PUBLISHED, WITHDRAWN, Book, Comment, Said, Wish
from tests.proof.kills.wire import Answer, Line, LostError, NotSentError

RETRY_S = 0.03
REMEMBERED = 60
SOMEBODY_NEW = 1 / 25
POSTS, VOTES, EDITS = 0.50, 0.35, 0.10  # the rest withdraws
FITTING_REFUSALS = frozenset({"wrong_parent", "not_votable"})  # what is withdrawn meanwhile can be neither
WORDS = [
    "the",
    "council",
    "said",
    "that",
    "nobody",
    "had",
    "asked",
    "for",
    "a",
    "bridge",
    "and",
    "then",
    "it",
    "built",
    "one",
    "anyway",
    "over",
    "dry",
    "land",
]


class Crowd:
    """All writers, and what they do together: begin, and come to rest with nothing undecided."""

    def __init__(self, book: Book, port: int, threads: Sequence[int], *, seed: int, size: int, only_post: bool = False):
        self._gate = asyncio.Event()
        self.recent: deque[Comment] = deque(maxlen=REMEMBERED)
        self.writers = [Writer(self, book, port, threads, f"{seed}-{n}", only_post=only_post) for n in range(size)]

    def begin(self, group: asyncio.TaskGroup) -> list[asyncio.Task]:
        """Start everybody."""
        self._gate.set()
        return [group.create_task(self._write(writer)) for writer in self.writers]

    async def rest(self) -> None:
        """Return when every request is decided; nobody begins another before `go_on`."""
        self._gate.clear()
        for writer in self.writers:
            await writer.rests.wait()

    def go_on(self) -> None:
        """Let everybody begin again."""
        self._gate.set()

    def hang_up(self) -> None:
        """Close every connection."""
        for writer in self.writers:
            writer.line.close()

    async def all_served(self) -> None:
        """Return when each writer has had something decided that it began after this call."""
        for writer in self.writers:
            writer.served = asyncio.Event()
        for writer in self.writers:
            await writer.served.wait()

    async def _write(self, writer: Writer) -> None:
        while True:
            if not self._gate.is_set():
                writer.rests.set()
                await self._gate.wait()
                writer.rests.clear()
            waiting = writer.served
            await writer.act()
            waiting.set()


class Writer:
    """One client. It is a guest; now and then it comes back as somebody nobody knows."""

    def __init__(self, crowd: Crowd, book: Book, port: int, threads: Sequence[int], name: str, *, only_post: bool):
        self.rests, self.served = asyncio.Event(), asyncio.Event()
        self._crowd, self._book, self._threads, self._name = crowd, book, threads, name
        self.line = Line(port)
        self._dice = random.Random(name)
        self._only_post = only_post
        self._said = 0
        self._become_stranger()

    async def act(self) -> None:
        """Do one thing, until it is decided."""
        roll = 0.0 if self._only_post or self._token is None else self._dice.random()
        if roll < POSTS:
            await self._post()
        elif roll < POSTS + VOTES:
            await self._vote()
        else:
            await self._change(withdraw=roll >= POSTS + VOTES + EDITS)

    def _become_stranger(self) -> None:
        self._token: str | None = None
        self._reader_id = 0
        self._own: deque[Comment] = deque(maxlen=REMEMBERED)

    async def _post(self) -> None:
        if self._dice.random() < SOMEBODY_NEW:
            self._become_stranger()
        self._said += 1
        mark = f"m{self._name}-{self._said}"
        parent = self._dice.choice([None, *self._crowd.recent]) if self._dice.random() < POSTS else None
        thread = parent.thread_id if parent else self._dice.choice(self._threads)
        comment = self._book.new_comment(mark, f"proof-{mark}-{self._dice.getrandbits(96):024x}", thread)
        body = self._words(mark)
        wish = Wish(
            kind="post",
            method="POST",
            path=f"/api/v1/threads/{thread}/comments",
            payload={"body": body, "name": "A writer", "parent_id": parent.comment_id if parent else None},
            truth=comment.may_be,
            then={Said(PUBLISHED, body)},
            key=comment.key,
        )
        answer = await self._decide(wish)
        if answer.status < 400:
            self._keep(comment, answer)

    def _keep(self, comment: Comment, answer: Answer) -> None:
        """Remember a comment that was acknowledged, and who it made us."""
        said = answer.said["comment"]
        comment.comment_id, comment.reader_id = said["id"], (said["author"] or {}).get("id")
        if answer.said["state"] != PUBLISHED:
            self._book.surprises.append(f"{comment.mark} is {answer.said['state']}")
        if self._token is None and comment.reader_id is not None:
            self._token, self._reader_id = answer.said["guest_token"], comment.reader_id
            if self._token is None:
                self._book.surprises.append(f"{comment.mark} made a guest without a token")
        if comment.comment_id is not None:
            self._own.append(comment)
            self._crowd.recent.append(comment)

    async def _vote(self) -> None:
        others = [comment for comment in self._crowd.recent if comment.reader_id != self._reader_id]
        if not others:
            return await self._post()
        comment, value = self._dice.choice(others), self._dice.choice((-1, 0, 1))
        wish = Wish(
            kind="vote",
            method="PUT",
            path=f"/api/v1/comments/{comment.comment_id}/vote",
            payload={"value": value},
            truth=self._book.vote_of(self._reader_id, comment.comment_id or 0),
            then={value},
        )
        await self._decide(wish)
        return None

    async def _change(self, *, withdraw: bool) -> None:
        """Edit or withdraw one of our own comments that is surely public."""
        own = [comment for comment in self._own if comment.shown]
        if not own:
            return await self._post()
        comment = self._dice.choice(own)
        assert comment.shown is not None
        body = comment.shown.source if withdraw else self._words(comment.mark)
        wish = Wish(
            kind="withdraw" if withdraw else "edit",
            method="DELETE" if withdraw else "PATCH",
            path=f"/api/v1/comments/{comment.comment_id}",
            payload=None if withdraw else {"body": body},
            truth=comment.may_be,
            then={Said(WITHDRAWN if withdraw else PUBLISHED, body)},
        )
        await self._decide(wish)
        return None

    async def _decide(self, wish: Wish) -> Answer:
        """Return the answer that decided it: 2xx or 4xx. Anything else is asked again, with the same key."""
        headers = (f"Authorization: Bearer {self._token}",) if self._token else ()
        headers += (f"Idempotency-Key: {wish.key}",) if wish.key else ()
        self._book.begin(wish)
        while True:
            asked_at = datetime.now(UTC)
            try:
                answer = await self.line.ask(wish.method, wish.path, wish.payload, headers)
            except NotSentError:
                self._book.failures["not sent"] += 1
            except LostError as error:
                self._book.doubt(wish, str(error))
            else:
                if answer.status < 500:
                    self._settle(wish, answer, asked_at)
                    return answer
                self._book.doubt(wish, str(answer.status))
            await asyncio.sleep(RETRY_S)

    def _settle(self, wish: Wish, answer: Answer, asked_at: datetime) -> None:
        """Write the decision down."""
        if answer.status < 400:
            if wish.doubted and wish.kind == "post":
                created_at = answer.said["comment"].get("created_at")
                self._book.kept_in_doubt += created_at is not None and datetime.fromisoformat(created_at) < asked_at
            self._book.acknowledge(wish)
        else:
            code = answer.said.get("code", str(answer.status))
            self._book.refuse(wish, code)
            if code not in FITTING_REFUSALS:
                self._book.surprises.append(f"{wish.method} {wish.path} was refused: {code}")

    def _words(self, mark: str) -> str:
        return " ".join((mark, *self._dice.choices(WORDS, k=self._dice.randint(5, 120))))
