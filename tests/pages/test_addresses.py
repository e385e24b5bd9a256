from __future__ import annotations

import pytest

from folkmoot.articles.models import Redirect
from tests.pages.newspaper import Page, words_of


@pytest.mark.parametrize("old", ["/?p=123", "/2019/03/the-bridge/", "/articles/the-bridge-is-broken/", "/bridge/"])
def test_an_old_address_leads_to_the_article_for_good(ferry, client, old):
    Redirect.objects.create(publication_id=ferry.publication_id, path=old, page_id=ferry.article_id)
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, "/articles/the-bridge-is-tired/")
    assert client.get(old + ("&" if "?" in old else "?") + "utm_source=x")["Location"] == response["Location"]


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("/articles/the-bridge-is-tired", "/articles/the-bridge-is-tired/"),
        ("/house-rules?x=1", "/house-rules/?x=1"),
        ("/section/town", "/section/town/"),
        ("/feed/", "/feed.atom"),
    ],
)
def test_a_missing_slash_is_mended(ferry, client, short, whole):
    response = client.get(short)
    assert (response.status_code, response["Location"]) == (301, whole)


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/nowhere/", "/a/b/c.php", "/comments/987654", "/threads/99999999999999999999999/", "/tag/none/"],
)
def test_an_unknown_address_gets_a_page_that_leads_on(ferry, client, path):
    page = Page(client, path, status=404)
    assert words_of(page.one(".//h1")) == "There is no page at this address"
    assert {"/", "/section/town/"} <= {link.get("href") for link in page.all(".//main//a")}
    assert page.one(".//meta[@name='robots']").get("content") == "noindex"


def test_an_unknown_address_below_the_api_answers_programs(ferry, client):
    response = client.get("/api/v1/nowhere")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "not_found"


def test_a_slash_never_leads_to_another_host(ferry, client):
    response = client.get("//evil.example/x")
    assert response.status_code == 404


def test_a_thread_and_a_comment_of_another_publication_are_not_here(ferry, client):
    comment_id = ferry.say().comment_id
    assert client.get(f"/comments/{comment_id}", headers={"host": "elsewhere.example"}).status_code == 421
