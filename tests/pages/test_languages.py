"""A newspaper speaks its own language, in its own words, everywhere; its neighbour on the same machine does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from folkmoot.articles.commands.dress_publication import reword_labels
from folkmoot.discussion.models import Hold
from folkmoot.discussion.queries import thread_of_page
from folkmoot.kit.labels import labels_of_ours
from folkmoot.pure.verdict import DeniedError
from tests.articles.writing import found, publish
from tests.cast import NOON
from tests.pages.newspaper import FERRY, Newspaper, Page

pytestmark = pytest.mark.django_db
GERMAN = "faehre.example"
MANY_LINKS = " ".join(f"https://{letter}.example" for letter in "abcd")


@pytest.fixture
def faehre():
    """A German newspaper beside the English one."""
    view = found(replace(FERRY, slug="faehre", name="Die Fähre", language="de", base_url=f"http://{GERMAN}"))
    article_id = publish(view.id)
    return Newspaper(view.id, article_id, thread_of_page(article_id).id)


def reword(publication_id: int, **labels: str) -> None:
    reword_labels(publication_id=publication_id, labels=labels, known=labels_of_ours(), account_id=None, now=NOON)


def test_pages_refusals_and_failures_of_a_german_newspaper_are_german(ferry, faehre):
    faehre.say("Ein Wort dazu.")
    client = Client(headers={"host": GERMAN})
    article = Page(client, "/articles/the-bridge-is-tired/")
    assert (article.tree.get("lang"), article.tree.get("dir")) == ("de", "ltr")
    assert "2. März 2026" in article.text
    assert "1 Kommentar" in article.text
    assert "Kommentieren" in article.text
    assert "Unter dieser Adresse gibt es keine Seite" in Page(client, "/nowhere/", status=404).text
    sign_in = Page(client, "/desk/sign-in/")
    assert sign_in.tree.get("lang") == "de"
    assert "Passwort" in sign_in.text
    asked = client.post(f"/api/v1/threads/{faehre.thread_id}/comments", {"body": ""}, content_type="application/json")
    assert (asked.status_code, asked.json()["code"]) == (422, "body_empty")
    assert asked.json()["detail"] == "Noch steht nichts da: Schreiben Sie erst etwas."
    form = client.post(
        f"/threads/{faehre.thread_id}/comments", {"body": "x" * 10_001}, headers={"sec-fetch-site": "same-origin"}
    )
    assert "Ein Kommentar hat höchstens 10.000 Zeichen; dieser hat 10.001." in form.content.decode()


def test_why_a_comment_waits_is_kept_in_the_words_its_author_was_told(faehre):
    client = Client(headers={"host": GERMAN})
    posted = client.post(
        f"/api/v1/threads/{faehre.thread_id}/comments", {"body": MANY_LINKS}, content_type="application/json"
    )
    reason = "Er hat 4 Links; mit mehr als 2 wird er erst gelesen."
    assert posted.json()["reason"] == reason
    assert Hold.objects.get().sentence == reason


@pytest.mark.both_databases
def test_own_words_are_said_on_pages_and_by_programs_and_stay_in_their_house(ferry, faehre):
    ferry.say("One word.")
    reword(
        ferry.publication_id, **{"Reply": "Antwort geben", "There is no such comment here.": "Nothing of that kind."}
    )
    for _ in range(2):
        assert "Antwort geben" in Page(Client(), "/articles/the-bridge-is-tired/").text
        faehre_page = Page(Client(headers={"host": GERMAN}), "/articles/the-bridge-is-tired/").text
        assert "Antwort geben" not in faehre_page
    assert Client().get("/api/v1/comments/999").json()["detail"] == "Nothing of that kind."
    assert (
        Client(headers={"host": GERMAN}).get("/api/v1/comments/999").json()["detail"]
        == "Diesen Kommentar gibt es hier nicht."
    )
    reword(ferry.publication_id, Reply="")
    assert "Antwort geben" not in Page(Client(), "/articles/the-bridge-is-tired/").text


@pytest.mark.parametrize(
    ("ours", "own", "code"),
    [
        ("%(n)s more reply", "another", "bad_label"),
        ("Reply", "Answer %(name)s", "bad_label"),
        ("Reply", "<b>Answer</b>", "bad_label"),
        ("Reply", 'Answer" onclick="', "bad_label"),
        ("Never said", "Anything", "unknown_label"),
    ],
)
def test_words_that_would_break_a_page_are_refused(ferry, ours, own, code):
    with pytest.raises(DeniedError) as refused:
        reword(ferry.publication_id, **{ours: own})
    assert refused.value.denial.code == code
