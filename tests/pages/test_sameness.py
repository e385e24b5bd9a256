"""A shared page carries nothing about its reader: the same bytes, no cookie, words about who may keep it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.readers.models import Account
from tests.pages.newspaper import Newspaper

SHARED = [
    "/",
    "/articles/the-bridge-is-tired/",
    "/articles/the-bridge-is-tired/?order=top",
    "/articles/the-bridge-is-tired/history/",
    "/articles/the-bridge-is-tired/history/1/",
    "/section/town/",
    "/author/ada-bruckner/",
    "/tag/bridge/",
    "/house-rules/",
    "/threads/{thread_id}/",
    "/comments/{comment_id}",
    "/feed.atom",
    "/sitemap.xml",
    "/robots.txt",
    "/no-such-page/",
]


@pytest.fixture(params=SHARED)
def path(request, ferry: Newspaper) -> str:
    return request.param.format(thread_id=ferry.thread_id, comment_id=ferry.say().comment_id)


def test_a_stranger_and_a_member_of_staff_get_the_same_bytes(path, client, ferry):
    stranger = client.get(path)
    client.force_login(Account.objects.create_user("owner@ferry.example", password="long enough", name="Owner"))
    client.cookies["folkmoot-here"] = "1"
    client.cookies["__Host-folkmoot-guest"] = "some-token"
    known = client.get(path, headers={"accept-language": "de", "user-agent": "Other"})
    assert known.content == stranger.content
    assert known.status_code == stranger.status_code


def test_reading_sets_no_cookie_and_says_that_anybody_may_keep_the_page(path, client):
    response = client.get(path)
    assert response.cookies == {}
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Cookie" not in response.get("Vary", "")
    assert response["Surrogate-Key"].startswith("chrome-")


def test_head_is_get_without_a_body(path, client):
    head, get = client.head(path), client.get(path)
    assert head.status_code == get.status_code
    assert head.content == b""
    assert head["Content-Type"] == get["Content-Type"]


def test_nothing_is_written_by_reading(path, client):
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    statements = [query["sql"] for query in queries]
    assert [sql for sql in statements if not sql.startswith("SELECT")] == []
    assert len(statements) <= 15


def test_a_page_names_what_it_changes_with(ferry, client):
    article = client.get("/articles/the-bridge-is-tired/")["Surrogate-Key"].split()
    number = ferry.publication_id
    assert article == [f"chrome-{number}", f"page-{ferry.article_id}", f"thread-{ferry.thread_id}", f"meters-{number}"]
    front = client.get("/")["Surrogate-Key"].split()
    assert front == [f"chrome-{number}", f"lists-{number}", f"meters-{number}", f"count-{ferry.thread_id}"]
