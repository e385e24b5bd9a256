"""Pages of the public history, of what was withdrawn, and previews: what a reader sees of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from folkmoot.articles.commands.make_preview_link import make_preview_link
from folkmoot.articles.commands.publish_article import publish_article
from folkmoot.articles.commands.save_article import save_article
from folkmoot.articles.commands.seal_revision import seal_revision
from folkmoot.articles.commands.withdraw_article import withdraw_article
from folkmoot.articles.values import ChangeKind, CorrectionDraft
from folkmoot.kit import clock
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.models import Account
from folkmoot.readers.values import Role
from tests.articles.writing import BRIDGE, write
from tests.cast import NOON
from tests.pages.newspaper import LATER, Newspaper, Page, words_of

PATH = "/articles/the-bridge-is-tired/"
PARAGRAPHS = [f"Paragraph {number} says that <b>bridges</b> & towns last." for number in range(6)]


FIRST = "\n\n".join(PARAGRAPHS)
SECOND = FIRST.replace("5 says that <b>bridges</b> & towns last", "5 says that bridges fall")


def save(ferry: Newspaper, *, wrong: str = "", **changes) -> None:
    """Save a text of the article that can be read: a slip of the pen, or a correction of what was wrong."""
    save_article(
        publication_id=ferry.publication_id,
        article_id=ferry.article_id,
        draft=replace(BRIDGE, **changes),
        account_id=None,
        now=LATER,
        change=ChangeKind.CORRECTION if wrong else ChangeKind.TYPO,
        correction=CorrectionDraft(wrong=wrong, right="It falls.") if wrong else None,
    )


@pytest.fixture
def corrected(ferry) -> Newspaper:
    """An article of six paragraphs whose last one was corrected."""
    save(ferry, source=FIRST)
    save(ferry, source=SECOND, wrong="It lasts.")
    return ferry


def author(ferry: Newspaper, role: Role = Role.EDITOR) -> Client:
    account_id = make_account(email="ed@example.org", password=None)
    give_role(account_id=account_id, publication_id=ferry.publication_id, role=role, given_by=None)
    client = Client(headers={"sec-fetch-site": "same-origin"})
    client.force_login(Account.objects.get(id=account_id))
    return client


def test_an_article_that_changed_leads_to_what_changed(corrected, client):
    (link,) = [link for link in Page(client, PATH).all(".//p[@class='meta']//a") if "history" in link.get("href")]
    assert (words_of(link), link.get("href")) == ("Changed 2 times", f"{PATH}history/")
    page = Page(client, f"{PATH}history/")
    assert page.words(".//main//h1") == "How this article changed"
    assert [link.get("href") for link in page.all(".//ol[@class='versions']/li/h2/a")] == [
        f"{PATH}history/{number}/" for number in (3, 2, 1)
    ]
    assert "What was wrong: It lasts." in page.words(".//ol[@class='versions']/li[1]")
    assert page.one(".//meta[@name='robots']").get("content") == "noindex"


def test_an_article_that_never_changed_says_so_and_has_no_link(ferry, client):
    assert "history" not in Page(client, PATH).text
    assert "It still reads as it did" in Page(client, f"{PATH}history/").text


def test_words_that_came_and_went_are_marked_for_the_eye_and_the_ear(corrected, client):
    page = Page(client, f"{PATH}history/3/")
    expected = "Paragraph 5 says that [removed: <b>]bridges[removed: </b> & towns last][added: fall]."
    assert page.words(".//div[@class='block changed of-p']") == expected
    assert [words_of(gone) for gone in page.all(".//div[@class='words']//ins")] == ["[added: fall]"]
    assert page.words(".//details/summary") == "4 paragraphs did not change"
    assert [link.get("rel") for link in page.all(".//nav[@class='pager']//a")] == ["prev", None]
    first = Page(client, f"{PATH}history/1/")
    assert first.words(".//main//h1") == "As it could first be read"
    assert first.all(".//ins") == first.all(".//del") == []


def test_a_sealed_version_shows_the_reason_everywhere_and_its_words_nowhere(corrected, client):
    reason = "A court ordered it.\n\n<script>alert(1)</script>"
    seal_revision(page_id=corrected.article_id, number=2, reason=reason, account_id=None, now=LATER)
    for number, heading in ((2, "This version is sealed"), (3, "What changed")):
        page = Page(client, f"{PATH}history/{number}/")
        assert page.words(".//main//h1") == heading
        assert "A court ordered it." in words_of(page.one(".//div[@class='notice bad sealed']"))
        assert "towns last. [" not in page.text
        assert "<script>alert" not in page.text
    assert "Paragraph 5 says that bridges fall." in page.words(".//div[@class='words']")
    assert "Paragraph" not in Page(client, f"{PATH}history/2/").text
    assert "A court ordered it." in Page(client, f"{PATH}history/").text


@pytest.mark.parametrize(
    ("legal", "status", "heading"),
    [(False, 410, "This article was withdrawn"), (True, 451, "We may not show this article")],
)
def test_a_withdrawn_article_says_why_and_so_does_everything_that_hangs_on_it(
    corrected, client, legal, status, heading
):
    comment_id = corrected.say("I was there.").comment_id
    withdraw_article(
        article_id=corrected.article_id, reason="Its source <lied>.", legal=legal, account_id=None, now=LATER
    )
    for path in (PATH, f"{PATH}history/", f"{PATH}history/2/"):
        page = Page(client, path, status=status)
        assert page.words(".//main//h1") == heading
        assert page.words(".//div[@class='lead']") == "Its source <lied>."
        assert f"page-{corrected.article_id}" in page.response["Surrogate-Key"]
        assert "tired" not in page.text
        assert client.head(path).status_code == status
    for path in (f"/threads/{corrected.thread_id}/", f"/comments/{comment_id}"):
        page = Page(client, path, status=status)
        assert "hidden with it" in page.text
        assert "I was there" not in page.text
    for path in ("/", "/feed.atom", "/sitemap.xml", "/section/town/"):
        assert "tired" not in client.get(path).content.decode()
    publish_article(article_id=corrected.article_id, account_id=None, now=LATER)
    assert Page(client, PATH).response.status_code == Page(client, f"/comments/{comment_id}").response.status_code


def test_the_history_of_an_article_that_moved_is_under_its_new_address(corrected, client):
    save(corrected, source=SECOND, slug="moved")
    for rest in ("history/", "history/2/"):
        answer = client.get(PATH + rest)
        assert (answer.status_code, answer["Location"]) == (301, f"/articles/moved/{rest}")


def test_a_link_shows_the_real_page_to_who_has_not_signed_in_and_no_machine_keeps_it(ferry, client):
    draft = write(ferry.publication_id, headline="Not yet", source="Words > before their time.")
    path = make_preview_link(article_id=draft, account_id=None, now=clock.now())
    page = Page(client, path)
    assert page.words(".//h1[@class='headline']") == "Not yet"
    assert "This is a preview" in page.words(".//p[@class='notice preview-line']")
    assert page.one(".//meta[@name='robots']").get("content") == "noindex"
    kept = {name: page.response[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")}
    assert kept == {
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex, nofollow",
        "Referrer-Policy": "no-referrer",
    }
    assert "application/ld+json" not in page.text
    assert "This preview has ended" in Page(client, path[:-2] + "/", status=404).text
    publish_article(article_id=draft, account_id=None, now=NOON)
    assert client.get(path)["Location"] == "/articles/not-yet/"


def test_what_is_typed_is_shown_on_the_real_page_in_our_own_frame_and_kept_nowhere(ferry, client):
    browser, typed = (
        author(ferry),
        {
            "headline": "Typed",
            "standfirst": "Only so.",
            "source": "One.\n\nTwo.",
            "section_name": "New place",
            "author_names": "Nobody Yet",
        },
    )
    answer = browser.post("/desk/articles/new/preview/", typed)
    assert '<h1 class="headline">Typed</h1>' in answer.content.decode()
    assert "Nobody Yet" in answer.content.decode()
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"
    again = browser.post(f"/desk/articles/{ferry.article_id}/preview/", typed)
    assert "2 March 2026" in again.content.decode()
    refused = browser.post("/desk/articles/new/preview/", typed | {"source": "\x00"})
    assert (refused.status_code, "frame-ancestors 'self'" in refused["Content-Security-Policy"]) == (422, True)
    assert "Typed" not in Page(client, PATH).text + Page(client, "/").text
    assert Page(client, "/section/new-place/", status=404)
