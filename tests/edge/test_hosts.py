"""Who lives at a host, and what becomes of pages when that changes."""

from __future__ import annotations

import asyncio

import pytest

from tests.edge.front import HOME, HOST, Front, asked


@pytest.fixture
def front(tmp_path):
    return Front(folder=tmp_path)


def test_a_host_nobody_registered_gets_nothing_of_ours(front):
    async def strangers():
        paths = ("/page", "/desk/", "/static/x.css")
        return [await front.ask(path, host="stranger.example") for path in paths]

    asked(front, "/page")
    for reply in asyncio.run(strangers()):
        assert reply.status == 421
        assert "unknown_host" in reply.words


def test_machines_may_ask_for_our_health_under_any_name(front):
    async def probes():
        return [await front.ask(path, host="10.0.0.7:9000") for path in ("/healthz", "/readyz", "/metrics")]

    assert [reply.status for reply in asyncio.run(probes())] == [200, 200, 200]


def test_port_case_and_final_dot_of_a_host_do_not_matter(front):
    async def spelt():
        return [await front.ask(host=host) for host in (HOST, HOST.upper(), f"{HOST}:8443", f"{HOST}.")]

    assert [reply.status for reply in asyncio.run(spelt())] == [200] * 4
    assert len(front.press.scopes) == 1
    assert front.hosts_read == 1


def test_the_table_of_hosts_is_read_again_when_it_changes(front):
    assert asked(front, "/page")[0].status == 200
    front.home = lambda _host: None
    assert asked(front, "/page")[0].status == 200
    front.epochs.tell(["hosts"], takedown=True)
    assert asked(front, "/page")[0].status == 421


def test_a_host_that_moves_takes_no_page_of_its_old_publication_along(front):
    asked(front, "/page", "/page")
    other = type(HOME)(2, b"other.example", "https")
    front.home = lambda _host: other
    front.epochs.tell(["hosts"], takedown=True)
    front.press.words = "the other's"
    assert [reply.words for reply in asked(front, "/page", "/page")] == ["the other's"] * 2


def test_when_nobody_can_say_who_lives_here_readers_are_asked_to_come_back(front):
    def broken(_host):
        raise ConnectionError

    front.home = broken
    (reply,) = asked(front, "/page")
    assert reply.status == 503
    assert int(reply.headers["retry-after"]) > 0
