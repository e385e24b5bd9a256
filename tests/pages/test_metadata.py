from __future__ import annotations

import json

from tests.articles.writing import publish
from tests.pages.newspaper import Page

PATH = "/articles/the-bridge-is-tired/"


def meta(page: Page) -> dict[str, str]:
    return {item.get("property") or item.get("name"): item.get("content") for item in page.all(".//head/meta")}


def test_an_article_has_one_address_whatever_its_query(ferry, client):
    for query in ("", "?order=oldest", "?utm_source=letter"):
        canonical = Page(client, PATH + query).one(".//link[@rel='canonical']")
        assert canonical.get("href") == "http://testserver" + PATH


def test_an_article_can_be_previewed_elsewhere(ferry, client):
    found = meta(Page(client, PATH))
    assert found["og:type"] == "article"
    assert found["og:title"] == "The bridge is tired · The Ashford Ferry"
    assert found["og:url"] == "http://testserver" + PATH
    assert found["og:description"] == found["description"] == "An engineer explains what the town has heard for years."


def test_an_article_says_what_it_is_in_the_words_of_schema_org(ferry, client):
    ferry.say()
    data = json.loads(Page(client, PATH).one(".//script[@type='application/ld+json']").text)
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"] == "2026-03-02T12:00:00Z"
    assert data["author"][0]["url"] == "http://testserver/author/ada-bruckner/"
    assert data["commentCount"] == 1


def test_a_headline_cannot_end_the_script_it_stands_in(ferry, client):
    headline = "</script><script>alert(1)</script>"
    publish(ferry.publication_id, headline=headline, slug="evil")
    page = Page(client, "/articles/evil/")
    assert "<script>alert" not in page.text
    assert json.loads(page.one(".//script[@type='application/ld+json']").text)["headline"] == headline


def test_search_engines_are_sent_from_a_comment_to_the_article(ferry, client):
    for path in (f"/threads/{ferry.thread_id}/", f"/comments/{ferry.say().comment_id}"):
        page = Page(client, path)
        assert meta(page)["robots"] == "noindex"
        assert page.one(".//link[@rel='canonical']").get("href") == "http://testserver" + PATH
