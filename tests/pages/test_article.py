from __future__ import annotations

import pytest

from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.models import Thread
from folkmoot.discussion.values import PAGE_WINDOW_ROOTS
from folkmoot.readers.values import Actor
from tests.cast import ADA, BO, GUS, NOON
from tests.pages.newspaper import LATER, Page, words_of

PATH = "/articles/the-bridge-is-tired/"


def test_an_article_shows_who_wrote_what_and_when_in_the_publications_own_time(ferry, client):
    page = Page(client, PATH)
    article = page.one(".//article[@class='folkmoot-article']")
    assert words_of(page.one(".//h1")) == "The bridge is tired"
    assert page.words(".//a[@rel='author']") == ADA
    time = page.one(".//time")
    assert (time.get("datetime"), time.text) == ("2026-03-02T12:00:00Z", "2 March 2026, 13:00")
    assert "stood since 1874" in words_of(article)


def test_a_thread_carries_the_landmarks_that_tools_rely_on(ferry, client):
    root = ferry.say("First.").comment_id
    reply = ferry.say("Second.", parent=root).comment_id
    page = Page(client, PATH)
    section = page.one(".//section[@id='discussion']")
    assert section.get("data-thread-id") == str(ferry.thread_id)
    shown = page.all(".//ol/li/article")
    assert [(item.get("id"), item.get("data-comment-id"), item.get("data-state")) for item in shown] == [
        (f"c{number}", str(number), "published") for number in (root, reply)
    ]
    assert {item.get("class") for item in page.all(".//ol[@class='comments']/li/article")} == {"comment"}
    assert [link.get("data-order") for link in page.all(".//p[@class='orders']/a")] == ["newest", "oldest", "top"]
    assert page.one(".//form[@class='comment-form']").get("action") == f"/threads/{ferry.thread_id}/comments"
    votes = page.all(".//form[@class='vote-form']/button[@name='value']")
    assert [button.get("value") for button in votes] == ["1", "-1", "1", "-1"]


def test_newest_comes_first_unless_another_order_is_asked_for(ferry, client):
    first, second = ferry.say().comment_id, ferry.say(now=LATER).comment_id

    def order(query):
        return [item.get("data-comment-id") for item in Page(client, PATH + query).all(".//ol/li/article")]

    assert order("") == order("?order=newest") == [str(second), str(first)]
    assert order("?order=oldest") == [str(first), str(second)]


def test_windows_follow_each_other_until_all_was_said(ferry, client):
    said = [ferry.say().comment_id for _ in range(PAGE_WINDOW_ROOTS + 2)]
    first = Page(client, PATH)
    (onward,) = [link for link in first.all(".//a[@rel='next']") if link.get("href").startswith("?")]
    second = Page(client, PATH + onward.get("href").removesuffix("#discussion"))
    shown = [int(item.get("data-comment-id")) for page in (first, second) for item in page.all(".//ol/li/article")]
    assert sorted(shown) == said
    assert second.all(".//a[@rel='next']") == []


def test_replies_beyond_the_third_are_one_link_away(ferry, client):
    root = ferry.say().comment_id
    for _ in range(5):
        ferry.say(parent=root)
    page = Page(client, PATH)
    assert len(page.all(".//div[@class='branch']/ol/li")) == 3
    more = page.one(".//p[@class='more']/a")
    assert more.text == "2 more replies"
    there = Page(client, more.get("href").removesuffix("#replies"))
    assert len(there.all(".//div[@id='replies']/ol/li")) == 2
    assert words_of(there.one(".//div[@id='replies']/p/a")) == "From the first reply"


def test_what_was_taken_back_leaves_a_line_and_no_name(ferry, client):
    posted = ferry.say("I was wrong.", name=BO)
    reader_id = posted.comment.author.id
    ferry.say("No, you were right.", parent=posted.comment_id, name=GUS)
    withdraw_comment(
        publication_id=ferry.publication_id, comment_id=posted.comment_id, actor=Actor(reader_id=reader_id), now=LATER
    )
    page = Page(client, PATH)
    assert page.words(".//p[@class='tombstone']") == "Taken back by its author."
    assert page.all(".//article[@data-state='withdrawn']")
    assert "I was wrong" not in page.text
    assert BO not in page.text


def test_a_comment_cannot_bring_markup_of_its_own(ferry, client):
    ferry.say("<img src=x onerror=alert(1)> & <b>bold</b>", name="<script>alert(1)</script>")
    page = Page(client, PATH)
    section = page.one(".//section[@id='discussion']")
    assert "<script>alert(1)</script>" in words_of(section)
    assert page.all(".//div[@class='comment-body']//img") == []


def test_a_closed_thread_says_so_and_has_no_form(ferry, client):
    Thread.objects.update(closed_at=NOON)
    page = Page(client, PATH)
    assert page.all(".//form[@class='comment-form']") == []
    assert page.words(".//p[@class='notice closed']") == "This discussion is closed. What was said stays."


@pytest.mark.parametrize("query", ["?order=best", "?after=nonsense", "?after="])
def test_a_damaged_address_is_refused_in_words(ferry, client, query):
    page = Page(client, PATH + query, status=422)
    assert page.words(".//p[@class='lead']").endswith(".")


def test_the_form_asks_for_words_a_name_and_an_address_and_says_what_happens(ferry, client):
    page = Page(client, PATH)
    form = page.one(".//form[@class='comment-form']")
    labels = {label.get("for"): words_of(label) for label in page.all(".//form[@class='comment-form']//label")}
    assert labels == {
        "comment-body": "Your comment at most 10,000 characters",
        "comment-name": "Name optional, as others see it",
        "comment-email": "E-mail optional, never shown",
    }
    assert "It appears at once" in words_of(form)
    assert "csrf" not in page.text
