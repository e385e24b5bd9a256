"""Two strangers behind one address fill in the same page, byte for byte: what each of them said is kept as theirs."""

from __future__ import annotations

import re
from datetime import timedelta

import html5lib
import pytest

from folkmoot.discussion.models import Comment, Submission
from folkmoot.discussion.values import REPEAT_WINDOW_S
from folkmoot.kit import clock
from folkmoot.kit.http.cookies import ACTED_COOKIE
from folkmoot.readers.values import GUEST_COOKIE
from tests.cast import ADA, BO
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage

pytestmark = pytest.mark.django_db(transaction=True)
XHTML = "{http://www.w3.org/1999/xhtml}"
WORDS = "Keep the bridge, and make it wider."


@pytest.fixture
def stage(transactional_db):
    return set_stage()


@pytest.fixture
def strangers():
    """Two browsers that nobody knows, in one household."""
    first, second = Browser(), Browser()
    second.environ["REMOTE_ADDR"] = first.environ["REMOTE_ADDR"]
    return first, second


class Form:
    """The comment form of a page, as anybody who gets these bytes has it before them."""

    def __init__(self, page: bytes) -> None:
        tree = html5lib.parse(page)
        (form,) = (form for form in tree.iter(f"{XHTML}form") if form.get("class") == "comment-form")
        self.action = form.get("action")
        self.fields = {field.get("name"): field.get("value", "") for field in form.iter(f"{XHTML}input")}

    def send(self, browser: Browser, body: str, name: str):
        """Fill it in and send it; each is led to what they said."""
        response = browser.send(self.action, **self.fields | {"body": body, "name": name})
        assert response.status_code == 303
        return response


@pytest.fixture
def form(stage, strangers):
    """The one form that both have before them."""
    first, second = (browser.get(f"/threads/{stage.thread_id}/").content for browser in strangers)
    assert first == second
    return Form(first)


def comment_of(response) -> Comment:
    """Return the comment that somebody is led to."""
    return Comment.objects.get(id=re.fullmatch(r"/comments/(\d+)#c\1", response["Location"])[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((WORDS, ADA), ("Tear it down.", BO)),
        ((WORDS, ADA), ("Tear it down.", ADA)),
        ((WORDS, ""), ("Tear it down.", "")),
        ((WORDS, ADA), (WORDS, BO)),
        ((WORDS, ADA), (WORDS, "")),
    ],
    ids=["all differs", "the words differ", "nameless", "the names differ", "one is nameless"],
)
def test_different_words_or_different_names_are_two_comments_of_two_people(form, strangers, one, other):
    answers = [form.send(browser, *said) for browser, said in zip(strangers, (one, other), strict=True)]
    first, second = (comment_of(answer) for answer in answers)
    assert [(comment.source, comment.name) for comment in (first, second)] == [one, other]
    assert first.reader_id != second.reader_id
    assert answers[0].cookies[GUEST_COOKIE].value != answers[1].cookies[GUEST_COOKIE].value


def test_the_same_words_under_the_same_name_are_one_comment_and_no_cookie_for_the_second(form, strangers):
    first, second = (form.send(browser, WORDS, ADA) for browser in strangers)
    assert comment_of(first) == comment_of(second) == Comment.objects.get()
    assert GUEST_COOKIE in first.cookies
    assert set(second.cookies) == {ACTED_COOKIE}
    receipt = f"/my/comments/{comment_of(first).id}/"
    assert [browser.get(receipt).status_code for browser in strangers] == [200, 404]


def test_ten_minutes_later_the_same_words_are_said_by_somebody_else(form, strangers):
    first = comment_of(form.send(strangers[0], WORDS, ADA))
    Submission.objects.update(at=clock.now() - timedelta(seconds=REPEAT_WINDOW_S))
    second = form.send(strangers[1], WORDS, ADA)
    assert comment_of(second).reader_id != first.reader_id
    assert GUEST_COOKIE in second.cookies
