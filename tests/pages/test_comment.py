from __future__ import annotations

from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.readers.values import Actor, Role
from tests.cast import BO, GUS, NOON
from tests.pages.newspaper import Page, words_of


def ids(page: Page, path: str) -> list[int]:
    return [int(item.get("data-comment-id")) for item in page.all(path)]


def test_the_window_around_a_comment_shows_what_it_answers_and_what_answers_it(ferry, client):
    root = ferry.say(name=GUS).comment_id
    middle = ferry.say(parent=root, name=BO).comment_id
    below = ferry.say(parent=middle).comment_id
    deepest = ferry.say(parent=below).comment_id
    page = Page(client, f"/comments/{middle}")
    assert ids(page, ".//ol[@class='comments ancestors']/li/article") == [root]
    assert ids(page, ".//ol[@class='comments focus']/li/article") == [middle]
    assert ids(page, ".//ol[@class='comments focus']/li/div/ol/li/article") == [below]
    assert ids(page, ".//ol[@class='comments focus']/li/div/ol/li/div/ol/li/article") == [deepest]
    assert page.words(".//title") == f"{BO} on “The bridge is tired” · The Ashford Ferry"


def test_the_form_there_answers_this_comment_without_a_script(ferry, client):
    root = ferry.say().comment_id
    page = Page(client, f"/comments/{root}")
    form = page.one(".//form[@class='comment-form']")
    assert form.get("id") == "reply"
    assert page.one(".//input[@name='parent_id']").get("value") == str(root)
    assert [words_of(button) for button in page.all(".//form[@class='comment-form']//button")] == [
        "Post reply",
        "Preview",
    ]


def test_the_whole_thread_and_the_article_are_one_link_away(ferry, client):
    page = Page(client, f"/comments/{ferry.say().comment_id}")
    links = {words_of(link): link.get("href") for link in page.all(".//header/p/a") + page.all(".//header/p/span/a")}
    assert links["View all comments (1)"] == f"/threads/{ferry.thread_id}/"
    assert links["Read the article"] == "/articles/the-bridge-is-tired/"


def test_a_thread_alone_names_its_article(ferry, client):
    ferry.say()
    page = Page(client, f"/threads/{ferry.thread_id}/")
    assert words_of(page.one(".//h1")) == "The bridge is tired"
    assert "1 comment" in page.words(".//header[@class='discussion-head']")


def test_why_a_comment_was_removed_is_there_for_everybody_to_read(ferry, client):
    posted = ferry.say("Something unkind.", name=BO)
    ferry.say("That was unkind.", parent=posted.comment_id)
    remove_comment(
        publication_id=ferry.publication_id,
        comment_id=posted.comment_id,
        actor=Actor(roles=frozenset({Role.MODERATOR})),
        reason="It was about a person, not about the bridge.",
        now=NOON,
    )
    link = Page(client, "/articles/the-bridge-is-tired/").one(".//p[@class='tombstone']/a").get("href")
    page = Page(client, link)
    assert link.endswith("#why")
    assert page.words(".//p[@id='why']") == "The moderators say why: It was about a person, not about the bridge."
    assert "Something unkind" not in page.text
    assert page.all(".//form[@class='comment-form']") == []


def test_far_ancestors_are_left_out_and_counted(ferry, client):
    spoken = [ferry.say().comment_id]
    for _ in range(12):
        spoken.append(ferry.say(parent=spoken[-1]).comment_id)
    page = Page(client, f"/comments/{spoken[-1]}")
    shown = ids(page, ".//ol[@class='comments ancestors']/li/article")
    assert shown[0] == spoken[0]
    assert shown[-1] == spoken[-2]
    assert (
        page.words(".//ol[@class='comments ancestors']/li/p[@class='more']/a") == f"{12 - len(shown)} comments between"
    )
