"""Feeds, read by readers that others wrote (feedparser, lxml with the grammar of RFC 4287), and what leaves them at once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.values import ChangeKind, CorrectionDraft, SourceFormat
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.events import CommentEdited, CommentPublished, CommentRemoved, CommentWithdrawn, VoteCast
from folkmoot.discussion.queries import thread_of_page
from folkmoot.readers.values import Actor
from tests.articles.writing import BRIDGE, found, publish, publish_many
from tests.cast import ADA, BO, CLEM, GUS, NOON
from tests.pages.newspaper import FERRY, LATER, Page

VECTORS = Path(__file__).parents[1] / "vectors"
ATOM = etree.RelaxNG(etree.parse(VECTORS / "atom.rng"))
TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
PLACES = ("/", "/section/town/", "/author/ada-bruckner/", "/tag/bridge/", "/threads/{thread}/")
ARTICLE = "http://testserver/articles/the-bridge-is-tired/"


def read(client, path: str):
    """Return an XML feed as feedparser sees it; Atom also passes the grammar."""
    response = client.get(path)
    if path.endswith("atom"):
        ATOM.assertValid(etree.fromstring(response.content))
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.bozo_exception
    assert {link.href for link in parsed.feed.links if link.rel == "self"} == {"http://testserver" + path}
    return parsed


@pytest.mark.parametrize("place", PLACES)
def test_every_feed_is_there_three_times_and_offered_by_its_page(ferry, client, place):
    ferry.say("It will *stand*.")
    path = place.format(thread=ferry.thread_id)
    home = ARTICLE.removeprefix("http://testserver") if "threads" in place else path
    offered = {link.get("href") for link in Page(client, home).all(".//link[@rel='alternate']")}
    for ending, content_type in TYPES.items():
        address = f"{path}feed.{ending}"
        response = client.get(address)
        assert response["Content-Type"] == content_type
        assert f"chrome-{ferry.publication_id}" in response["Surrogate-Key"]
        assert address in offered
        if ending != "json":
            parsed = read(client, address)
            assert parsed.version == {"atom": "atom10", "rss": "rss20"}[ending]
            assert len(parsed.entries) == 1
        else:
            feed = json.loads(response.content)
            assert feed["version"] == "https://jsonfeed.org/version/1.1"
            assert feed["feed_url"] == "http://testserver" + address
            (item,) = feed["items"]
            assert isinstance(item["id"], str)
            assert {"url", "content_html", "date_published", "authors"} <= item.keys()


def test_an_entry_holds_the_whole_article_with_what_was_put_right(ferry, client):
    ferry.say()
    save_article(
        publication_id=ferry.publication_id,
        article_id=ferry.article_id,
        draft=replace(BRIDGE, source='<p><a href="/about/">Us</a>, <a href="https://other.example/">them</a></p>', source_format=SourceFormat.HTML, author_names=(ADA, BO)),
        change=ChangeKind.CORRECTION,
        correction=CorrectionDraft(wrong="It said 1784.", right="It was 1874."),
        account_id=None,
        now=LATER,
    )  # fmt: skip
    (atom,), (rss,) = read(client, "/feed.atom").entries, read(client, "/feed.rss").entries
    (item,) = json.loads(client.get("/feed.json").content)["items"]
    for content in (atom.content[0].value, rss.content[0].value, item["content_html"]):
        assert 'href="http://testserver/about/"' in content
        assert 'href="https://other.example/"' in content
        assert "It said 1784. It was 1874." in content
    assert [author["name"] for author in item["authors"]] == [author.name for author in atom.authors] == [ADA, BO]
    assert item["date_modified"] == "2026-03-02T12:05:00Z"
    assert atom.published == "2026-03-02T12:00:00+00:00"
    assert [tag.term for tag in atom.tags] == item["tags"] == ["Town", "Bridge", "Money"]
    assert (rss.slash_comments, rss.comments) == ("1", ARTICLE + "#discussion")
    assert rss.wfw_commentrss == f"http://testserver/threads/{ferry.thread_id}/feed.rss"
    assert rss.link == atom.link == ARTICLE
    assert rss.id == atom.id == item["id"] == f"tag:testserver,2026-03-02:article-{ferry.article_id}"


def test_a_threads_feed_holds_what_the_public_sees_and_says_what_it_answers(ferry, client):
    path = f"/threads/{ferry.thread_id}/feed.atom"
    first = ferry.say("The first word.", name=GUS).comment_id
    reply = ferry.say("The second word.", parent=first, now=LATER)
    newest, oldest = read(client, path).entries
    assert newest.title == f"{BO} on “The bridge is tired”"
    assert "The second word." in newest.content[0].value
    assert (newest.link, oldest.link) == tuple(f"http://testserver/comments/{n}" for n in (reply.comment_id, first))
    asked = etree.fromstring(client.get(path).content)
    answers = asked.findall(".//{http://purl.org/syndication/thread/1.0}in-reply-to")
    assert [answer.get("ref") for answer in answers] == [f"http://testserver/comments/{first}", ARTICLE]
    author = Actor(reader_id=reply.comment.author.id)
    withdraw_comment(publication_id=ferry.publication_id, comment_id=reply.comment_id, actor=author, now=LATER)
    assert [entry.link for entry in read(client, path).entries] == [oldest.link]
    assert f"thread-{ferry.thread_id}" in client.get(path)["Surrogate-Key"].split()
    withdraw_article(article_id=ferry.article_id, reason="A mistake.", account_id=None, now=LATER)
    assert client.get(path).status_code == 410
    assert read(client, "/feed.rss").entries == []


def test_a_feed_holds_the_newest_twenty_and_bears_what_imports_bring(ferry, client):
    publish_many(ferry.publication_id, 25)
    publish(ferry.publication_id, headline="Bell & <b>\ufffe", slug="odd", published_at=NOON)
    for path in ("/feed.atom", "/feed.rss"):
        parsed = read(client, path)
        assert len(parsed.entries) == 20
    assert "&lt;b&gt;" in client.get("/feed.rss").content.decode()


def test_a_newspaper_without_articles_has_a_feed_that_does_not_change_by_itself(db, client):
    found(FERRY)
    assert read(client, "/feed.atom").feed.updated == "1970-01-01T00:00:00+00:00"
    assert client.get("/feed.rss").content == client.get("/feed.rss").content


def test_nothing_is_followed_that_is_not_there(ferry, client):
    for place in ("/section/none/", "/author/none/", "/tag/none/", "/threads/999999/"):
        assert client.get(f"{place}feed.json").status_code == 404


def test_what_is_said_under_an_authors_articles_is_followed_newest_first(ferry, client):
    place = "/author/ada-bruckner/comments/"
    other = publish(ferry.publication_id, headline="The other bank", slug="other-bank", author_names=(ADA, CLEM))
    clems = publish(ferry.publication_id, headline="By Clem alone", slug="by-clem", author_names=(CLEM,))
    first = ferry.say("The first word.").comment_id
    there = replace(ferry, thread_id=thread_of_page(other).id).say("The second word.", name=GUS)
    replace(ferry, thread_id=thread_of_page(clems).id).say("Under somebody else.")
    taken_back = ferry.say("I take this back.")
    withdraw_comment(
        publication_id=ferry.publication_id,
        comment_id=taken_back.comment_id,
        actor=Actor(reader_id=taken_back.comment.author.id),
        now=NOON,
    )
    offered = {link.get("href") for link in Page(client, "/author/ada-bruckner/").all(".//link[@rel='alternate']")}
    for ending in ("atom", "rss"):
        assert f"{place}feed.{ending}" in offered
        newest, oldest = read(client, f"{place}feed.{ending}").entries
        assert [entry.link for entry in (newest, oldest)] == [
            f"http://testserver/comments/{n}" for n in (there.comment_id, first)
        ]
        assert newest.title == f"{GUS} on “The other bank”"
    response = client.get(f"{place}feed.json")
    feed = json.loads(response.content)
    assert feed["title"] == f"Comments on articles by {ADA} · The Ashford Ferry"
    assert feed["home_page_url"] == "http://testserver/author/ada-bruckner/"
    assert [item["url"].rpartition("/")[2] for item in feed["items"]] == [str(there.comment_id), str(first)]
    keys = set(response["Surrogate-Key"].split())
    assert {f"talk-{ferry.publication_id}", f"lists-{ferry.publication_id}"} <= keys
    withdraw_article(article_id=ferry.article_id, reason="A mistake.", account_id=None, now=LATER)
    assert [entry.link for entry in read(client, f"{place}feed.atom").entries] == [newest.link]


def test_who_gathers_from_many_threads_hears_of_every_word_but_not_of_votes():
    about = {"publication_id": 3, "at": NOON, "thread_id": 7, "comment_id": 9, "parent_id": None, "root_id": 9}
    heard = {
        "said": CommentPublished(newly_listed=True, **about),
        "changed": CommentEdited(**about),
        "taken back": CommentWithdrawn(was_public=True, **about),
        "taken down": CommentRemoved(was_public=True, **about),
        "found good": VoteCast(reader_id=1, before=0, value=1, **about),
    }
    told = {what for what, fact in heard.items() if "talk-3" in fact.surrogate_keys()}
    assert told == heard.keys() - {"found good"}
