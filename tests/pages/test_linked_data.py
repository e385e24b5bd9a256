"""What a page says of itself, read by a reader that others wrote (extruct)."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import extruct
from PIL import Image

from folkmoot.articles.commands.add_picture import add_picture
from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.values import ChangeKind, CorrectionDraft, SourceDraft, SourceKind
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.readers.values import Actor
from tests.articles.writing import BRIDGE
from tests.cast import ADA, BO, NOON
from tests.pages.newspaper import LATER, Page

PATH = "/articles/the-bridge-is-tired/"
HERE = "http://testserver" + PATH


def png() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (1200, 800), "teal").save(kept, "PNG")
    return kept.getvalue()


def said(client, path: str) -> dict:
    """Return the only piece of JSON-LD on a page."""
    html = client.get(path).content.decode()
    (words,) = extruct.extract(html, base_url="http://testserver", syntaxes=["json-ld"])["json-ld"]
    assert words["@context"] == "https://schema.org"
    return words


def test_an_article_says_who_wrote_it_what_it_rests_on_and_what_was_wrong(ferry, client):
    picture = add_picture(
        publication_id=ferry.publication_id, data=png(), alt="A bridge", caption="Old", credit="Photo: Bo", account_id=None, now=NOON
    )  # fmt: skip
    sources = (
        SourceDraft(kind=SourceKind.DOCUMENT, name="The survey", url="https://survey.example/"),
        SourceDraft(kind=SourceKind.ANONYMOUS, name="", role="informed of the talks"),
    )
    save_article(
        publication_id=ferry.publication_id,
        article_id=ferry.article_id,
        draft=replace(BRIDGE, source="Another text.", picture_id=picture, sources=sources),
        change=ChangeKind.CORRECTION,
        correction=CorrectionDraft(wrong="It said 1784.", right="It was 1874."),
        account_id=None,
        now=LATER,
    )
    words = said(client, PATH)
    assert (words["@type"], words["headline"], words["url"]) == ("NewsArticle", "The bridge is tired", HERE)
    assert words["author"] == [{"@type": "Person", "name": ADA, "url": "http://testserver/author/ada-bruckner/"}]
    assert words["publisher"]["name"] == "The Ashford Ferry"
    assert (words["datePublished"], words["dateModified"]) == ("2026-03-02T12:00:00Z", "2026-03-02T12:05:00Z")
    image = words["image"][0]
    assert (image["@type"], image["creditText"], image["caption"]) == ("ImageObject", "Photo: Bo", "Old")
    assert image["width"] >= words["image"][-1]["width"] > 0
    assert image["url"].startswith("http://testserver/media/")
    document = {"@type": "CreativeWork", "name": "The survey", "url": "https://survey.example/"}
    assert words["citation"] == [document, "an unnamed source, informed of the talks"]
    (correction,) = words["correction"]
    assert correction["text"] == "It said 1784. It was 1874."
    assert [item["name"] for item in words["mainEntityOfPage"]["breadcrumb"]["itemListElement"]] == [
        "The Ashford Ferry",
        "Town",
        "The bridge is tired",
    ]
    facts = dict(
        extruct.extract(client.get(PATH).content.decode(), syntaxes=["opengraph"])["opengraph"][0]["properties"]
    )
    assert facts["og:type"] == "article"
    assert facts["og:locale"] == "en_GB"
    assert facts["article:modified_time"] == "2026-03-02T12:05:00Z"
    assert facts["og:image:alt"] == "A bridge"


def test_the_visible_discussion_is_in_it_and_nothing_else(ferry, client):
    root = ferry.say("The *first* word.\n\nAnd more.")
    answer = ferry.say("An answer.", parent=root.comment_id, now=LATER).comment_id
    words = said(client, PATH)
    assert words["commentCount"] == words["interactionStatistic"]["userInteractionCount"] == 2
    (comment,) = words["comment"]
    assert comment["@id"] == f"http://testserver/comments/{root.comment_id}"
    assert comment["text"] == "The first word.\nAnd more."
    assert (comment["author"]["name"], comment["upvoteCount"]) == (BO, 0)
    assert [reply["text"] for reply in comment["comment"]] == ["An answer."]
    withdraw_comment(
        publication_id=ferry.publication_id,
        comment_id=root.comment_id,
        actor=Actor(reader_id=root.comment.author.id),
        now=NOON,
    )
    words = said(client, PATH)
    assert [comment["@id"] for comment in words["comment"]] == [f"http://testserver/comments/{answer}"]
    assert "first" not in json.dumps(words["comment"])


def test_a_later_window_repeats_nothing_of_the_discussion(ferry, client):
    for _ in range(26):
        ferry.say()
    later = PATH + Page(client, PATH).one(".//section[@id='discussion']//a[@rel='next']").get("href")
    assert len(said(client, PATH)["comment"]) == 25
    assert "comment" not in said(client, later)
    assert Page(client, later).one(".//link[@rel='canonical']").get("href") == HERE


def test_an_author_and_the_newspaper_say_who_they_are(ferry, client):
    author = said(client, "/author/ada-bruckner/")
    assert (author["@type"], author["mainEntity"]["name"]) == ("ProfilePage", ADA)
    assert said(client, "/")["@type"] == "NewsMediaOrganization"
    robots = {path: Page(client, path).one(".//meta[@name='robots']").get("content") for path in ("/", PATH, "/search")}
    assert robots == {"/": "max-image-preview:large", PATH: "max-image-preview:large", "/search": "noindex"}
