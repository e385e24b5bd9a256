"""The reader's way: what is served at once, what waits, what is never served. One process, its clock in our hands."""

from __future__ import annotations

import asyncio
import gzip

import brotli
import pytest
import zstandard

from folkmoot.edge import renders
from folkmoot.edge.reading import SPELLINGS
from tests.edge.front import HOME, NEVER_STALE, Front, asked, rendered

LONG = "A long way home. " * 100


@pytest.fixture
def front(tmp_path):
    return Front(folder=tmp_path)


# What is kept


def test_a_page_is_rendered_once(front):
    replies = asked(front, "/page", "/page", "/page")
    assert {reply.words for reply in replies} == {"first"}
    assert len(front.press.scopes) == 1
    assert (front.counts.misses, front.counts.hits) == (1, 2)


def test_a_rendering_sees_nothing_of_the_reader(front):
    mine = (("Cookie", "sessionid=mine"), ("Authorization", "Bearer mine"), ("Accept-Language", "de"), ("X-Mine", "1"))
    asked(front, ("/page?order=oldest&utm_source=mine", *mine))
    (scope,) = front.press.scopes
    assert scope["headers"] == [(b"host", HOME.host)]
    assert (scope["query_string"], scope["scheme"], scope["client"]) == (b"order=oldest", HOME.scheme, None)


def test_spellings_of_one_address_share_a_page(front):
    asked(
        front,
        "/page",
        "/page?",
        "/page?order=newest",
        "/page?utm_source=x",
        "/page?after=",
        "/page?order=a&order=newest",
    )
    asked(front, "/page?after=c&order=oldest", "/page?order=oldest&after=c", "/page?x=1&after=c&order=oldest&x=2")
    assert [scope["query_string"] for scope in front.press.scopes] == [b"", b"order=oldest&after=c"]


def test_ten_thousand_parameters_of_nobodys_make_no_second_page(front):
    asked(front, "/page", *(f"/page?x={number}" for number in range(10_000)))
    assert len(front.press.scopes) == 1
    assert front.shelf.entries == 1
    assert len(front.edge._reading._spellings) <= SPELLINGS


def test_a_query_of_too_many_fields_is_refused(front):
    (reply,) = asked(front, "/page?" + "&".join(f"x{number}=1" for number in range(100)))
    assert reply.status == 400
    assert "too_many_parameters" in reply.words
    assert front.press.scopes == []


@pytest.mark.parametrize(
    "answer",
    [
        rendered("no", more=[(b"Set-Cookie", b"a=b")]),
        rendered("no", more=[(b"Vary", b"Cookie")]),
        rendered("no", more=[(b"Vary", b"*")]),
        rendered("no", status=500),
        rendered("no", status=302),
        rendered("no", status=422),
    ],
)
def test_what_may_not_be_kept_is_passed_on_and_rendered_again(front, answer):
    front.press.answer = lambda _scope: answer
    replies = asked(front, "/page", "/page")
    assert [reply.status for reply in replies] == [answer.status] * 2
    assert all("set-cookie" not in reply.headers and "etag" not in reply.headers for reply in replies)
    assert len(front.press.scopes) == 2


def test_a_private_answer_is_not_kept(front):
    page = rendered("mine")
    private = [(name, b"private, no-store" if name == b"cache-control" else value) for name, value in page.headers]
    front.press.answer = lambda _scope: type(page)(200, private, page.body)
    asked(front, "/page", "/page")
    assert len(front.press.scopes) == 2


@pytest.mark.parametrize("status", [301, 404, 410, 451])
def test_what_is_missing_or_moved_is_kept_until_it_changes(front, status):
    front.press.answer = lambda _scope: rendered("nothing here", status=status, keys="lists-1")
    assert [reply.status for reply in asked(front, "/page", "/page")] == [status] * 2
    assert len(front.press.scopes) == 1
    front.clock.pass_by(2)
    front.epochs.tell(["lists-1"])
    asked(front, "/page")
    assert len(front.press.scopes) == 2


def test_other_addresses_and_methods_go_to_django(front):
    async def both():
        return await front.ask("/desk/"), await front.ask("/page", method="POST")

    assert [reply.headers["x-from"] for reply in asyncio.run(both())] == ["django", "django"]


# Conditions, codings, HEAD


def test_a_reader_who_has_the_page_is_told_so(front):
    (first,) = asked(front, "/page")
    etag = first.headers["etag"]
    for wish in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        (again,) = asked(front, ("/page", ("If-None-Match", wish)))
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
        assert again.headers["cache-control"] == first.headers["cache-control"]
    assert asked(front, ("/page", ("If-None-Match", '"other"')))[0].status == 200
    assert front.counts.not_modified == 4


def test_a_missing_page_is_never_unchanged(front):
    front.press.answer = lambda _scope: rendered("nothing here", status=404)
    assert [reply.status for reply in asked(front, "/page", ("/page", ("If-None-Match", "*")))] == [404, 404]


def test_head_says_what_get_would(front):
    async def both():
        return (
            await front.ask("/page"),
            await front.ask("/page", method="HEAD"),
            await front.ask("/page/new", method="HEAD"),
        )

    got, kept, new = asyncio.run(both())
    assert kept.headers == got.headers
    assert (kept.body, new.body, new.headers["content-length"]) == (b"", b"", "5")


def test_ranges_are_ignored(front):
    for reply in asked(front, ("/page", ("Range", "bytes=0-1")), ("/page", ("Range", "bytes=0-1"))):
        assert (reply.status, reply.words) == (200, "first")


@pytest.mark.parametrize(
    ("coding", "unpack"),
    [("br", brotli.decompress), ("zstd", zstandard.decompress), ("gzip", gzip.decompress)],
)
def test_each_coding_is_made_once_and_has_a_tag_of_its_own(front, coding, unpack):
    front.press.words = LONG
    plain, first, second = asked(front, "/page", *[("/page", ("Accept-Encoding", coding))] * 2)
    assert unpack(first.body).decode() == LONG
    assert first.headers["content-encoding"] == coding
    assert first.headers["vary"] == plain.headers["vary"] == "accept-encoding"
    assert first.headers["etag"] != plain.headers["etag"]
    assert (second.body, second.headers) == (first.body, first.headers)
    assert len(front.press.scopes) == 1
    assert front.counts.hits == 1


def test_codings_somebody_wanted_are_there_when_the_page_is_made_anew(front):
    front.press.words = LONG
    asked(front, ("/page", ("Accept-Encoding", "br")))
    front.clock.pass_by(2)
    front.epochs.tell(["thread-1"])
    front.press.words = LONG + "The end."
    asked(front, "/page")
    hits = front.counts.hits
    (again,) = asked(front, ("/page", ("Accept-Encoding", "br")))
    assert brotli.decompress(again.body).decode() == front.press.words
    assert front.counts.hits == hits + 1


def test_short_pages_and_pictures_stay_plain(front):
    (short,) = asked(front, ("/page", ("Accept-Encoding", "br")))
    assert "content-encoding" not in short.headers
    assert "vary" not in short.headers


def test_a_page_that_is_never_shown_old_is_rendered_for_each_change(tmp_path):
    front = Front(folder=tmp_path, routes=NEVER_STALE)
    for number in range(3):
        front.press.words = str(number)
        front.epochs.tell(["thread-1"])
        front.clock.pass_by(0.001)
        assert [reply.words for reply in asked(front, "/page", "/page")] == [str(number)] * 2
    assert len(front.press.scopes) == 3


def test_at_most_eight_pages_are_rendered_at_once_and_the_ninth_reader_is_asked_to_come_back(front, monkeypatch):
    monkeypatch.setattr(renders, "PATIENCE_S", 0.02)

    async def crowd():
        front.press.gate.clear()
        eight = [asyncio.create_task(front.ask(f"/page/{number}")) for number in range(renders.AT_ONCE)]
        for _ in eight:
            await front.press.begun.acquire()
        ninth = await front.ask("/page/nine")
        front.press.gate.set()
        return [*await asyncio.gather(*eight), ninth]

    *eight, ninth = asyncio.run(crowd())
    assert {reply.status for reply in eight} == {200}
    assert ninth.status == 503
    assert int(ninth.headers["retry-after"]) > 0
    assert front.press.most_inside == renders.AT_ONCE
    assert front.counts.refused_busy == 1
