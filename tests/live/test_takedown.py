"""When a page is taken down, so is what it tells; when the server leaves, nobody has to be waited for."""

from __future__ import annotations

import asyncio
import signal

import pytest

from folkmoot.articles.commands.withdraw_article import withdraw_article
from tests.cast import NOON
from tests.cli.test_serve import serving
from tests.live.listening import Reader, beside, listening, tell
from tests.pages.newspaper import print_newspaper
from tests.proof.nodes import found_paper_in

SOON_S = 10


@pytest.mark.both_databases
def test_the_streams_of_a_withdrawn_article_end_and_nobody_gets_another(stage):
    ferry = print_newspaper(host="ferry.example")

    async def scene(house):
        reader, other = await house.follow(ferry.thread_id, host="ferry.example"), await house.follow()
        assert (reader.status, other.status) == (200, 200)
        gone = {"article_id": ferry.article_id, "reason": "It was not true.", "account_id": None, "now": NOON}
        await beside(withdraw_article, **gone)
        again = await house.follow(ferry.thread_id, host="ferry.example")
        assert again.status == 404
        await reader.hear_the_end()
        latest = await beside(tell, stage)
        assert [event.data["comment_id"] for event in await other.hear(1)] == [latest]

    with listening(stage) as house:
        house.play(scene)


def test_a_server_that_is_told_to_go_ends_its_streams_at_once(tmp_path):
    thread_id = found_paper_in(tmp_path)

    async def follow(port, process):
        readers = [await Reader(port, thread_id).open(host="localhost") for _ in range(3)]
        for reader in readers:
            assert await reader.listen()
        process.send_signal(signal.SIGTERM)
        for reader in readers:
            await reader.hear_the_end()
            await reader.leave()

    with serving(tmp_path) as (process, port):
        asyncio.run(follow(port, process))
        assert process.wait(SOON_S) == 0  # it would wait for twenty seconds
