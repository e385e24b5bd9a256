"""More than thirty ways to poison a page that others will get, and none that works."""

from __future__ import annotations

import pytest

from tests.edge.front import Front, asked, rendered

LONG = "A long way home. " * 100

POISON = [
    ("Cookie", "sessionid=evil; folkmoot-guest=evil"),
    ("Authorization", "Bearer evil"),
    ("Accept-Language", "tlh"),
    ("Accept", "application/evil"),
    ("Accept-Charset", "utf-7"),
    ("User-Agent", "evil"),
    ("Referer", "https://evil.example/"),
    ("Origin", "https://evil.example"),
    ("X-Forwarded-Host", "evil.example"),
    ("X-Forwarded-For", "6.6.6.6"),
    ("X-Forwarded-Proto", "http"),
    ("X-Forwarded-Port", "666"),
    ("X-Forwarded-Scheme", "nothttps"),
    ("X-Forwarded-Prefix", "/evil"),
    ("X-Forwarded-Server", "evil.example"),
    ("Forwarded", "for=6.6.6.6;host=evil.example;proto=http"),
    ("X-Host", "evil.example"),
    ("X-Original-URL", "/evil"),
    ("X-Rewrite-URL", "/evil"),
    ("X-HTTP-Method-Override", "POST"),
    ("X-Real-IP", "6.6.6.6"),
    ("True-Client-IP", "6.6.6.6"),
    ("X-Requested-With", "XMLHttpRequest"),
    ("Range", "bytes=0-1"),
    ("If-Modified-Since", "Mon, 23 Nov 2099 00:00:00 GMT"),
    ("If-Match", '"evil"'),
    ("If-Range", '"evil"'),
    ("Cache-Control", "no-transform"),
    ("Pragma", "x-evil"),
    ("Save-Data", "on"),
    ("Sec-CH-Prefers-Color-Scheme", "dark"),
    ("Content-Type", "text/evil"),
    ("Expect", "evil"),
    ("Upgrade-Insecure-Requests", "1"),
]


@pytest.mark.parametrize("kept", [False, True], ids=["empty shelf", "full shelf"])
@pytest.mark.parametrize("header", POISON, ids=lambda header: header[0])
def test_whatever_the_one_before_sent_a_clean_request_gets_the_same_bytes(tmp_path, header, kept):
    clean_front, front = Front(folder=tmp_path / "clean"), Front(folder=tmp_path / "poisoned")
    for one in (clean_front, front):
        one.press.answer = lambda scope: rendered(repr(sorted(scope.items())) + LONG)
    (expected,) = asked(clean_front, "/page")
    if kept:
        asked(front, "/page")
    asked(front, ("/page", header), ("/page?utm_evil=1", header))
    (clean,) = asked(front, "/page")
    assert (clean.status, clean.headers, clean.body) == (expected.status, expected.headers, expected.body)


@pytest.fixture
def front(tmp_path):
    return Front(folder=tmp_path)


def test_a_request_that_announces_a_body_is_looked_at_first(front):
    asked(front, "/page")
    hits = front.counts.hits
    asked(front, ("/page", ("Content-Length", "0")))
    assert front.counts.hits == hits


def test_headers_beyond_the_bounds_are_refused_on_a_hit_too(front):
    asked(front, "/page")
    (reply,) = asked(front, ("/page", ("Cookie", "x" * 40_000)))
    assert reply.status == 431
