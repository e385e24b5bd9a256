"""A thread of any size, built in bulk: for query tests and benchmarks, where posting one by one would take an hour.

Its shape: four roots in ten comments, the rest replies to any comment before them (so depth grows), one chain of
430 levels, and one root with a fifth of all comments as direct replies.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

from folkmoot.discussion.models import Comment, Thread
from folkmoot.discussion.values import CommentState
from folkmoot.kit.text.comments import RENDERER_VERSION
from folkmoot.readers.models import Reader
from folkmoot.readers.values import ReaderKind
from tests.cast import NOON

BATCH = 5_000
CHAIN_LEVELS = 430
READERS = 300


@dataclass(frozen=True, slots=True)
class BigThread:
    """Where to look in it."""

    thread_id: int
    deepest_id: int
    widest_id: int


class _Builder:
    """Inserts generation by generation, because a reply needs the id of what it answers."""

    def __init__(self, thread: Thread, seed: int) -> None:
        self.thread = thread
        self.dice = random.Random(seed)
        self.readers = Reader.objects.bulk_create(
            Reader(kind=ReaderKind.GUEST, name=f"Reader {number}", created_at=NOON) for number in range(READERS)
        )
        self.count = 0

    def comment(self, parent: Comment | None) -> Comment:
        self.count += 1
        up, down = self.dice.randrange(40), self.dice.randrange(20)
        reader = self.dice.choice(self.readers)
        body = f"Comment {self.count}: the bridge, the river and the budget are one question, not three."
        return Comment(
            publication_id=self.thread.publication_id,
            thread=self.thread,
            root_id=(parent.root_id or parent.id) if parent else None,
            parent=parent,
            depth=parent.depth + 1 if parent else 0,
            reader=reader,
            name=reader.name,
            source=body,
            html=f"<p>{body}</p>\n",
            renderer_version=RENDERER_VERSION,
            state=CommentState.PUBLISHED,
            listed=True,
            up=up,
            down=down,
            net=up - down,
            created_at=NOON + timedelta(seconds=self.count),
        )

    def insert(self, parents: list[Comment | None]) -> list[Comment]:
        return Comment.objects.bulk_create([self.comment(parent) for parent in parents], batch_size=BATCH)


def build_big_thread(thread_id: int, size: int, *, seed: int = 7) -> BigThread:
    """Fill an empty thread with `size` comments (at least 2,000) and set its counters."""
    build = _Builder(Thread.objects.get(id=thread_id), seed)
    roots = build.insert([None] * (size * 4 // 10))
    widest = roots[len(roots) // 2]
    everyone = roots + build.insert([widest] * (size // 5))
    chain: list[Comment] = [roots[0]]
    for _ in range(min(CHAIN_LEVELS, size // 10)):
        chain += build.insert([chain[-1]])
    while build.count < size:
        room = min(size - build.count, len(everyone) // 2)
        everyone += build.insert([build.dice.choice(everyone) for _ in range(room)])
    _set_counters(thread_id, size)
    return BigThread(thread_id, chain[-1].id, widest.id)


def _set_counters(thread_id: int, size: int) -> None:
    replies: dict[int, int] = {}
    for parent_id in Comment.objects.filter(thread_id=thread_id, parent__isnull=False).values_list(
        "parent_id", flat=True
    ):
        replies[parent_id] = replies.get(parent_id, 0) + 1
    answered = [Comment(id=parent_id, reply_count=count) for parent_id, count in replies.items()]
    Comment.objects.bulk_update(answered, ["reply_count"], batch_size=300)
    Thread.objects.filter(id=thread_id).update(comment_count=size)
