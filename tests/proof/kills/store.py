"""What the store holds, read by a process that is never killed. It serves nobody and writes nothing after the start.

`python -m tests.proof.kills.store` answers lines of stdin with one line of JSON each: `found` makes the database and a
newspaper and says its threads; `look` says what is stored and what is wrong with it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[3]
THREADS = ("harbour", "school", "bridge")
LONGEST_LINE_BYTES = 2**28


class Store:
    """The process, as the ledger sees it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def open(cls, environ: Mapping[str, str]) -> Self:
        """Start it for the database of these settings."""
        command = (sys.executable, "-m", "tests.proof.kills.store")
        pipe = asyncio.subprocess.PIPE
        return cls(
            await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, env={**environ}, stdin=pipe, stdout=pipe, limit=LONGEST_LINE_BYTES
            )
        )

    async def found(self) -> list[int]:
        """Make the database and a newspaper; return its threads."""
        return await self._ask("found")

    async def look(self) -> dict[str, Any]:
        """Return everything that is stored: see `look` below."""
        return await self._ask("look")

    async def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()

    async def _ask(self, what: str) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{what}\n".encode())
        line = await self._process.stdout.readline()
        assert line, "the reader of the store has ended"
        return json.loads(line)


def found() -> list[int]:
    """Make the database and a newspaper; return its threads."""
    from bench.seed import new_paper, new_thread

    paper = new_paper()
    return [new_thread(paper, slug) for slug in THREADS]


def look() -> dict[str, Any]:
    """Return rows of comments (id, source, state, reader, key) and votes (reader, comment, value), and sentences."""
    from folkmoot.discussion.models import Comment, Submission, Vote
    from folkmoot.discussion.queries import find_miscounts
    from folkmoot.readers.models import Reader
    from tests.proof.zeros import damage

    keys = dict(Submission.objects.values_list("comment_id", "key"))
    comments = [
        [*row, keys.get(row[0])]
        for row in Comment.objects.order_by("id").values_list("id", "source", "state", "reader_id")
    ]
    votes = list(Vote.objects.values_list("reader_id", "comment_id", "value"))
    authors = {row[3] for row in comments}
    silent = sorted(set(Reader.objects.values_list("id", flat=True)) - authors)
    return {
        "comments": comments,
        "votes": votes,
        "silent": silent,
        "factless": untrue_facts(comments, votes),
        "miscounts": find_miscounts(),
        "damage": damage(),
    }


def untrue_facts(comments: list[list[Any]], votes: list[tuple[int, int, int]]) -> list[str]:
    """Return a sentence for each row whose facts in the outbox do not tell exactly its story."""
    from folkmoot.discussion.models import CommentEdit
    from folkmoot.kit.outbox.models import OutboxEntry

    told: dict[str, Counter[int]] = defaultdict(Counter)
    ballots: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for kind, fact in OutboxEntry.objects.order_by("id").values_list("kind", "payload"):
        if kind == "discussion.vote_cast":
            ballots[fact["reader_id"], fact["comment_id"]].append((fact["before"], fact["value"]))
        elif kind.startswith("discussion.comment_"):
            told[kind.removeprefix("discussion.comment_")][fact["comment_id"]] += 1
    happened = {
        "published": Counter(row[0] for row in comments),
        "withdrawn": Counter(row[0] for row in comments if row[2] == "withdrawn"),
        "edited": Counter(CommentEdit.objects.values_list("comment_id", flat=True)),
    }
    wrong = [
        f"comment {number} was {kind} {rows[number]} times, and {told[kind][number]} facts say so"
        for kind, rows in happened.items()
        for number in sorted(rows.keys() | told[kind].keys())
        if rows[number] != told[kind][number]
    ]
    stored = {(reader, comment): value for reader, comment, value in votes}
    for pair in stored.keys() | ballots.keys():
        steps = ballots.get(pair, [])
        before = [0, *(value for _, value in steps)]
        if [step[0] for step in steps] != before[:-1] or before[-1] != stored.get(pair, 0):
            wrong.append(f"the vote of reader {pair[0]} on {pair[1]} is {stored.get(pair, 0)}; the facts say {steps}")
    return wrong


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    import django

    django.setup()
    from django.db import connections

    for line in sys.stdin:
        answer = {"found": found, "look": look}[line.strip()]()
        connections.close_all()  # nothing may be held while the rounds go on, and a killed database ends connections
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
