"""Django on eight threads."""

from __future__ import annotations

import asyncio
import threading

import pytest
from django.core.signals import request_finished, request_started
from django.http import HttpResponse
from django.urls import path, re_path

from folkmoot.kit.pool import PooledHandler
from tests.kit.http import addresses

pytestmark = [pytest.mark.urls("tests.kit.http.addresses"), pytest.mark.usefixtures("no_newspaper")]


@pytest.fixture
def pool():
    handler = PooledHandler()
    yield handler
    handler.close()


def scope(path="/page", method="GET"):
    return {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": b"",
        "scheme": "http",
        "headers": [(b"host", b"localhost"), (b"sec-fetch-site", b"same-origin")],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 8000),
    }


async def ask(handler, asked, *parts, gone=False):
    """Return (status, headers, body) of one request whose body comes in `parts`."""
    messages = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    messages.append({"type": "http.disconnect"} if gone else {"type": "http.request", "body": b"", "more_body": False})
    sent = []

    async def receive():
        return messages.pop(0)

    async def send(message):
        sent.append(message)

    await handler(asked, receive, send)
    if not sent:
        return None
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(message["body"] for message in sent[1:])


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_400_requests_at_once_use_at_most_eight_connections():
    handler = PooledHandler(max_waiting=400)

    async def everyone():
        return await asyncio.gather(*(ask(handler, scope("/connection")) for _ in range(400)))

    answers = asyncio.run(everyone())
    handler.close()
    assert {status for status, _, _ in answers} == {200}
    assert 1 <= len({body for _, _, body in answers}) <= 8


def test_a_body_in_parts_arrives_whole(pool):
    status, headers, body = asyncio.run(ask(pool, scope("/echo", "POST"), b"to the ", b"bridge"))
    assert status == 200
    assert b'"to the bridge"' in body
    assert headers[b"Content-Length"] == str(len(body)).encode()


def test_a_client_that_went_away_never_reaches_django(pool):
    seen = []
    request_started.connect(seen.append, weak=False, dispatch_uid="gone")
    try:
        assert asyncio.run(ask(pool, scope("/echo", "POST"), b"half", gone=True)) is None
    finally:
        request_started.disconnect(dispatch_uid="gone")
    assert seen == []


def test_head_has_the_length_of_get_and_no_bytes(pool):
    status, headers, body = asyncio.run(ask(pool, scope(method="HEAD")))
    assert (status, headers[b"Content-Length"], body) == (200, b"17", b"")


def test_a_streamed_answer_is_read_to_its_end_in_the_thread(pool):
    assert asyncio.run(ask(pool, scope("/streamed")))[2] == b"one two three"


def test_cookies_are_sent_and_an_answer_without_a_body_has_no_length(pool):
    status, headers, _ = asyncio.run(ask(pool, scope("/cookie")))
    assert status == 204
    assert headers[b"Set-Cookie"] == b"theme=dark; Path=/"
    assert b"Content-Length" not in headers


def test_each_request_is_begun_and_finished_once_in_the_same_thread(pool):
    seen = []

    def begun(**_):
        seen.append(("begun", threading.get_ident()))

    def finished(**_):
        seen.append(("finished", threading.get_ident()))

    request_started.connect(begun)
    request_finished.connect(finished)
    try:
        asyncio.run(ask(pool, scope("/broken")))
    finally:
        request_started.disconnect(begun)
        request_finished.disconnect(finished)
    assert [name for name, _ in seen] == ["begun", "finished"]
    assert len({thread for _, thread in seen}) == 1


def test_who_finds_the_line_too_long_is_told_to_come_back(monkeypatch):
    handler = PooledHandler(threads=2, write_threads=1, max_waiting=0)
    inside, go_on = threading.Event(), threading.Event()

    def slow(request):
        inside.set()
        go_on.wait(10)
        return addresses.page(request)

    monkeypatch.setattr(addresses, "urlpatterns", [*addresses.urlpatterns, path("slow", slow)])

    async def three():
        first = asyncio.create_task(ask(handler, scope("/slow")))
        await asyncio.to_thread(inside.wait, 10)
        second = asyncio.create_task(ask(handler, scope("/page")))
        await asyncio.sleep(0)
        third = await ask(handler, scope("/page"))
        go_on.set()
        return (await first)[0], (await second)[0], third

    first, second, (status, headers, body) = asyncio.run(three())
    handler.close()
    assert (first, second, status) == (200, 200, 503)
    assert headers[b"Retry-After"] == b"2"
    assert b'"overloaded"' in body


def test_what_readers_write_has_a_thread_of_its_own_and_staff_do_not_take_it(pool, monkeypatch):
    def where(request):
        return HttpResponse(threading.current_thread().name)

    monkeypatch.setattr(addresses, "urlpatterns", [re_path("", where)])
    asked = [("GET", "/"), ("POST", "/comments/1/vote"), ("POST", "/desk/articles/1/"), ("PUT", "/api/v1/x")]
    names = [asyncio.run(ask(pool, scope(path, method=method)))[2].decode() for method, path in asked]
    assert [name.rpartition("_")[0] for name in names] == ["django", "django-write", "django", "django-write"]
