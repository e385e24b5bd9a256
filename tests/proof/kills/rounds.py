"""Rounds of kill -9 under load, and what the ledger says afterwards."""

from __future__ import annotations

import asyncio
import os
import random
import signal
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests.proof.kills import postgres
from tests.proof.kills.book import Book
from tests.proof.kills.ground import Ground
from tests.proof.kills.house import House, Strike, stopwatch
from tests.proof.kills.store import Store
from tests.proof.kills.verdict import Verdict, judge
from tests.proof.kills.writers import Crowd

WRITERS = 8
WAIT_S = (0.15, 0.6)
LOOK_EVERY_ROUNDS = 5
ON_SQLITE = ("worker", "drain owner", "group")
OF_POSTGRES = ("backend", "postmaster")


@dataclass(slots=True)
class Course:
    """What happened in some rounds.

    Attributes:
        start_s: how long an ordinary start took, from the command until everything was served.
        ready_s: what was killed, and how long it took until everything was served again.
        verdict: what the last look found; empty sentences only, if all is well.
    """

    book: Book = field(default_factory=Book)
    start_s: float = 0.0
    ready_s: list[tuple[str, float]] = field(default_factory=list)
    verdict: Verdict = field(default_factory=Verdict)


class Ring:
    """One house, its writers, and who strikes at it."""

    def __init__(self, ground: Ground, store: Store, seed: int) -> None:
        self.course = Course()
        self._ground, self._store = ground, store
        self._dice = random.Random(seed)
        self._seed = seed
        self._house = House(ground.folder, ground.environ)
        self._deck: list[str] = []

    async def run(self, rounds: int, threads: list[int]) -> Course:
        """Fight so many rounds; stop early when a look finds something broken."""
        elapsed_s = stopwatch()
        self._house.start()
        crowd = Crowd(self.course.book, self._house.port, threads, seed=self._seed, size=WRITERS)
        try:
            await self._house.ready()
            self.course.start_s = round(elapsed_s(), 3)
            async with asyncio.TaskGroup() as group:
                tasks = crowd.begin(group)
                for number in range(1, rounds + 1):
                    await self._round(crowd)
                    if number % LOOK_EVERY_ROUNDS == 0 or number == rounds:
                        await crowd.rest()
                        self.course.verdict = judge(self.course.book, await self._store.look())
                        if any_wrong(self.course):
                            break
                        crowd.go_on()
                for task in tasks:
                    task.cancel()
        finally:
            crowd.hang_up()
            self._house.kill()
        return self.course

    async def _round(self, crowd: Crowd) -> None:
        """Wait, strike (every other time right after an acknowledgement), and take the time until all is well."""
        target = self._draw()
        await asyncio.sleep(self._dice.uniform(*WAIT_S))
        strike = await self._aim(target)
        witness = self._ground.cluster.witness() if self._ground.cluster and target in OF_POSTGRES else None
        if self._dice.random() < 0.5:
            await after_acknowledgement(self.course.book, strike)
        else:
            strike()
        elapsed_s = stopwatch()
        if target == "group":
            self._house.start()
        if witness is not None:
            await postgres.broken(witness)
        if target == "postmaster" and self._ground.cluster is not None:
            await asyncio.to_thread(self._ground.cluster.start)
        await asyncio.gather(self._house.ready(), crowd.all_served())
        self.course.ready_s.append((target, round(elapsed_s(), 3)))

    async def _aim(self, target: str) -> Strike:
        """Return what kills the target: everything is looked up before."""
        cluster = self._ground.cluster
        match target:
            case "worker":
                return partial(os.kill, self._dice.choice(await self._house.workers()), signal.SIGKILL)
            case "drain owner":
                return partial(os.kill, await self._house.drain_owner(), signal.SIGKILL)
            case "backend" if cluster is not None:
                return partial(os.kill, cluster.backend(self._ground.database, self._dice), signal.SIGKILL)
            case "postmaster" if cluster is not None:
                return cluster.kill
        return self._house.kill

    def _draw(self) -> str:
        """Return whose turn it is: in any order, and everybody as often as the others."""
        if not self._deck:
            self._deck = [*ON_SQLITE, *(OF_POSTGRES if self._ground.cluster else ())]
            self._dice.shuffle(self._deck)
        return self._deck.pop()


async def after_acknowledgement(book: Book, strike: Strike) -> None:
    """Strike in the moment in which the next answer is read, before anything else happens here."""
    struck = asyncio.Event()

    def now() -> None:
        strike()
        struck.set()

    book.on_acknowledged = now
    await struck.wait()


def any_wrong(course: Course) -> dict[str, Any]:
    """Return every sentence about what is wrong, by kind; empty when every promise was kept."""
    verdict = course.verdict
    kinds = ("lost", "double", "phantom", "factless", "miscounts", "damage")
    found = {kind: getattr(verdict, kind) for kind in kinds if getattr(verdict, kind)}
    return found | ({"surprises": course.book.surprises} if course.book.surprises else {})
