"""The edge as an ASGI app: what it hands on, what it answers itself, what it tells the log."""

from __future__ import annotations

import asyncio
import json

import pytest

from folkmoot.edge.lifespan import LEAVING, Lifespan
from folkmoot.edge.limits import Limits
from tests.edge.front import Front

LIMITS = Limits(body_bytes=100, upload_bytes=200, body_timeout_s=0.05)


class House:
    """An app behind the edge that remembers what reached it, and a log."""

    def __init__(self):
        self.scopes = []
        self.bodies = []
        self.afterwards = []
        self.log = []
        self.edge = Front(routes=(), app=self.answer, limits=LIMITS, finished=self.log.append).edge

    async def answer(self, scope, receive, send):
        self.scopes.append(scope)
        message = await receive()
        self.bodies.append((message["body"], message["more_body"]))
        self.afterwards.append(await receive())
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x", b"y")]})
        await send({"type": "http.response.body", "body": b"fine"})

    def ask(self, *messages, path="/page", method="POST", headers=()):
        """Return what the edge sent; after the last message the client says nothing more."""
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "scheme": "http",
            "client": ("192.0.2.7", 4711),
            "headers": [(b"host", b"news.example"), *headers],
        }
        waiting, sent = list(messages), []

        async def receive():
            if not waiting:
                await asyncio.Event().wait()
            return waiting.pop(0)

        async def send(message):
            sent.append(message)

        asyncio.run(self.edge(scope, receive, send))
        return sent


@pytest.fixture
def house():
    return House()


CHUNKED = [(b"transfer-encoding", b"chunked")]
GONE = {"type": "http.disconnect"}


def part(body, *, more=True):
    return {"type": "http.request", "body": body, "more_body": more}


def refusal(sent):
    return sent[0]["status"], json.loads(sent[1]["body"])["code"]


def test_a_body_in_parts_is_handed_on_whole_and_then_the_server_is_heard_again(house):
    house.ask(part(b"to the "), part(b"bridge", more=False), GONE, headers=CHUNKED)
    assert house.bodies == [(b"to the bridge", False)]
    assert house.afterwards == [GONE]


def test_a_request_without_a_body_is_not_waited_for(house):
    house.ask(GONE, method="GET")
    assert house.bodies == [(b"", False)]


def test_the_app_is_told_who_asks_and_under_which_name(house):
    sent = house.ask(GONE, method="GET")
    told = house.scopes[0]["folkmoot"]
    assert told["client"] == "192.0.2.7"
    assert (b"x-request-id", told["request_id"].encode()) in sent[0]["headers"]


def test_a_body_longer_than_allowed_is_refused_as_soon_as_it_is(house):
    assert refusal(house.ask(part(b"a" * 60), part(b"a" * 60), headers=CHUNKED)) == (413, "body_too_large")
    assert house.scopes == []


def test_a_person_is_refused_with_a_page_and_a_program_with_a_problem(house):
    browser = [*CHUNKED, (b"accept", b"text/html,application/xhtml+xml;q=0.9")]
    start, body = house.ask(part(b"a" * 101), headers=browser)[:2]
    assert start["status"] == 413
    assert (b"content-type", b"text/html; charset=utf-8") in start["headers"]
    assert b"<h1>That is too big</h1>" in body["body"]
    assert b'<a href="/">' in body["body"]
    assert refusal(house.ask(part(b"a" * 101), path="/api/v1/x", headers=browser)) == (413, "body_too_large")


def test_staff_may_send_more(house):
    house.ask(part(b"a" * 150, more=False), GONE, path="/desk/pictures/", headers=CHUNKED)
    assert len(house.bodies[0][0]) == 150


def test_a_body_that_does_not_come_is_refused_in_time(house):
    assert refusal(house.ask(part(b"a"), headers=CHUNKED)) == (408, "body_too_slow")


def test_a_client_that_goes_away_half_way_is_only_logged(house):
    assert house.ask(part(b"a"), GONE, headers=CHUNKED) == []
    assert house.scopes == []
    assert [line.status for line in house.log] == [499]


def test_every_request_is_logged_once_with_what_became_of_it(house):
    house.ask(GONE, method="GET")
    house.ask(method="GET", path="/%00")
    house.ask(method="GET", path="/healthz")
    assert [(line.method, line.path, line.status) for line in house.log] == [
        ("GET", "/page", 200),
        ("GET", "/%00", 400),
        ("GET", "/healthz", 200),
    ]
    assert all(line.took_ms >= 0 for line in house.log)


def test_the_life_of_the_server_starts_and_stops_what_runs_beside_it():
    done = []
    app = Lifespan(
        house,
        start=lambda: done.append("start"),
        leave=lambda: done.append("leave"),
        stop=lambda: done.append("stop"),
    )
    state = {}
    messages, sent = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}], []

    async def receive():
        if len(messages) == 1:
            state[LEAVING]()  # as the server does before it waits for what is being answered
        return messages.pop(0)

    async def send(message):
        sent.append((message["type"], list(done)))

    asyncio.run(app({"type": "lifespan", "state": state}, receive, send))
    assert sent == [
        ("lifespan.startup.complete", ["start"]),
        ("lifespan.shutdown.complete", ["start", "leave", "stop"]),
    ]
