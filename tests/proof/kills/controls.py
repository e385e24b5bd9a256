"""Negative controls: the same writers, ledger and kill against houses that break the promise. They must be found out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from tests.proof.kills.book import Book
from tests.proof.kills.ground import Ground
from tests.proof.kills.house import House
from tests.proof.kills.rounds import WRITERS, after_acknowledgement
from tests.proof.kills.store import Store
from tests.proof.kills.verdict import Verdict, judge
from tests.proof.kills.writers import Crowd

KILLS = 5  # at most: one is enough as a rule


@dataclass(frozen=True, slots=True)
class Exposed:
    """How many promises were found broken, of how many acknowledged ones, after how many kills."""

    broken: int
    acknowledged: int
    kills: int


async def answer_before_commit(ground: Ground, store: Store, threads: list[int], seed: int) -> Exposed:
    """Return how many acknowledged comments are lost when the house answers first and writes afterwards."""
    return await _expose(ground, store, threads, seed, variant="early", broken=lambda verdict: verdict.lost)


async def no_idempotency(ground: Ground, store: Store, threads: list[int], seed: int) -> Exposed:
    """Return how many comments are there twice when the house does not know a retry from a new request."""
    return await _expose(ground, store, threads, seed, variant="forgetful", broken=lambda verdict: verdict.double)


async def _expose(
    ground: Ground,
    store: Store,
    threads: list[int],
    seed: int,
    *,
    variant: str,
    broken: Callable[[Verdict], list[str]],
) -> Exposed:
    """Kill the variant right after an acknowledgement until something is broken."""
    house, book = House(ground.folder, ground.environ, variant=variant), Book()
    crowd = Crowd(book, house.port, threads, seed=seed, size=WRITERS, only_post=True)
    found: list[str] = []
    kills = 0
    house.start()
    try:
        await house.ready()
        async with asyncio.TaskGroup() as group:
            tasks = crowd.begin(group)
            while not found and kills < KILLS:
                await crowd.all_served()
                await after_acknowledgement(book, house.kill)
                kills += 1
                found = broken(judge(book, await store.look()))
                if not found:  # it shows only when what is in doubt has been asked again
                    house.start()
                    await house.ready()
                    await crowd.rest()
                    found = broken(judge(book, await store.look()))
                    crowd.go_on()
            for task in tasks:
                task.cancel()
    finally:
        crowd.hang_up()
        house.kill()
    return Exposed(len(found), book.acknowledged["post"], kills)
