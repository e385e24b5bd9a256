"""Many write, many follow and keep coming back: each fact reaches each reader once, in order.

`make proof-long` runs it with a hundred thousand facts; here two thousand have to do.
"""

from __future__ import annotations

import asyncio
import os
import random
import threading

import pytest
from django.db import connections

from tests.live.listening import House, Reader, listening, tell

pytestmark = [pytest.mark.both_databases, pytest.mark.long]
FACTS = int(os.environ.get("FOLKMOOT_TEST_LIVE_FACTS", "2000"))
IS_LONG = FACTS > 2000
WRITERS, READERS = 32, 50 if IS_LONG else 20
STAYS_S = 2.0 if IS_LONG else 0.3
PATIENCE_S = 60 + FACTS / 50


class Writers:
    """Threads that share the facts out among themselves; each is committed by itself, in whatever order."""

    def __init__(self, stage) -> None:
        self.told: list[int] = []
        self._stage = stage
        self._threads = [threading.Thread(target=self._write, args=(number,)) for number in range(WRITERS)]
        for thread in self._threads:
            thread.start()

    def _write(self, number: int) -> None:
        try:
            for _ in range(number, FACTS, WRITERS):
                self.told.append(tell(self._stage))
        finally:
            connections.close_all()

    def are_done(self) -> bool:
        return not any(thread.is_alive() for thread in self._threads)


async def follow(house: House, after: int | None, number: int) -> Reader:
    """Return a reader who has heard all there is, and has come back every now and then."""
    dice = random.Random(number)
    reader = Reader(house.port, house.stage.thread_id, after)
    while len(reader.events) < FACTS:
        await reader.open()
        assert reader.status == 200
        try:
            async with asyncio.timeout(dice.uniform(0, 2 * STAYS_S)):
                while len(reader.events) < FACTS and await reader.listen():
                    pass
        except TimeoutError:
            pass
        await reader.leave()
    return reader


async def hear_all(reader: Reader) -> None:
    """Listen until all there is has been heard."""
    while len(reader.events) < FACTS:
        assert await reader.listen()


def test_each_fact_reaches_each_reader_once_and_in_order(stage):
    async def scene(house):
        begin = await house.follow()
        after = begin.last_id
        staying = asyncio.create_task(hear_all(begin))  # one who never leaves
        writers = Writers(stage)
        async with asyncio.timeout(PATIENCE_S):
            readers = await asyncio.gather(*(follow(house, after, number) for number in range(READERS)))
            await staying
        assert writers.are_done()
        heard = [[(event.seq, event.name, event.data.get("comment_id")) for event in who.events] for who in readers]
        assert sorted(comment_id for _, _, comment_id in heard[0]) == sorted(writers.told)
        assert [seq for seq, _, _ in heard[0]] == sorted({seq for seq, _, _ in heard[0]})
        assert {name for _, name, _ in heard[0]} == {"comment"}
        assert all(one == heard[0] for one in heard)
        assert [event.seq for event in begin.events] == [seq for seq, _, _ in heard[0]]

    with listening(stage) as house:
        house.play(scene)
