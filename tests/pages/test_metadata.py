from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from folkmoot.discussion.models import Comment
from folkmoot.discussion.values import PAGE_WINDOW_ROOTS, CommentState
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


def comments_in(data: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """Yield (depth, address) of the comments that are described under something."""
    for comment in data.get("comment", ()):
        yield 0, comment["@id"]
        yield from ((depth + 1, address) for depth, address in comments_in(comment))


def test_every_level_of_a_deep_window_is_described_and_nothing_that_is_hidden(ferry, client):
    chain = [ferry.say().comment_id]
    while len(chain) < 9:
        chain.append(ferry.say(parent=chain[-1]).comment_id)
    beside = [ferry.say("Is it </script> safe?", parent=chain[1]).comment_id for _ in range(3)]
    Comment.objects.filter(id=chain[2]).update(state=CommentState.REMOVED)
    page = Page(client, PATH)
    data = json.loads(page.one(".//script[@type='application/ld+json']").text)
    shown = page.all(".//article[@data-state='published']")
    found = {int(address.rpartition("/")[2]): depth for depth, address in comments_in(data)}
    assert sorted(found) == sorted(int(comment.get("data-comment-id")) for comment in shown)
    # Answers to what was taken down stand one level higher, and what the page does not show is not described.
    assert found == {chain[0]: 0, chain[1]: 1, beside[0]: 2, chain[3]: 2, chain[4]: 3, chain[5]: 4}
    assert data["commentCount"] == len(chain) + len(beside)


def test_the_next_window_describes_no_comments(ferry, client):
    roots = [ferry.say().comment_id for _ in range(PAGE_WINDOW_ROOTS + 1)]
    (onward,) = Page(client, f"{PATH}?order=oldest").all(".//a[@rel='next']")
    data = json.loads(Page(client, PATH + onward.get("href")).one(".//script[@type='application/ld+json']").text)
    assert (list(comments_in(data)), data["commentCount"]) == ([], len(roots))


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
