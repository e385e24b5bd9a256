"""Without JavaScript: a form posts, comes back with its text when refused, and leads on when kept."""

from __future__ import annotations

import re

import pytest

from folkmoot.discussion.models import Comment, Thread
from folkmoot.kit.http.cookies import ACTED_COOKIE
from folkmoot.readers.values import GUEST_COOKIE, MARKER_COOKIE
from tests.cast import ADA, NOON
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage

pytestmark = pytest.mark.django_db(transaction=True)
LINKS = "https://a.example https://b.example https://c.example"


@pytest.fixture
def stage(transactional_db):
    return set_stage()


@pytest.fixture
def browser():
    return Browser()


def posting(stage) -> str:
    """Return where the comment form posts to."""
    return f"/threads/{stage.thread_id}/comments"


def test_a_post_leads_to_the_comment_and_leaves_a_cookie(stage, browser):
    response = browser.send(posting(stage), body="Keep *it*.", name=ADA, email="", parent_id="")
    comment = Comment.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/comments/{comment.id}#c{comment.id}")
    assert (comment.source, comment.name) == ("Keep *it*.", ADA)
    assert {GUEST_COOKIE, MARKER_COOKIE} <= set(response.cookies)
    assert "no-store" in response["Cache-Control"]
    browser.send(posting(stage), body="Again.")
    assert Comment.objects.latest("id").reader_id == comment.reader_id


def test_pressing_the_button_twice_posts_once(stage, browser):
    locations = [browser.send(posting(stage), body="Once.")["Location"] for _ in range(2)]
    assert locations[0] == locations[1]
    assert Comment.objects.count() == 1


def test_a_reply_hangs_under_its_parent(stage, browser):
    root = stage.say().comment_id
    browser.send(posting(stage), body="No.", parent_id=str(root))
    assert Comment.objects.latest("id").parent_id == root


@pytest.mark.parametrize(
    ("fields", "status", "error"),
    [
        ({"body": ""}, 422, "comment-body-error"),
        ({"body": "x" * 10_001}, 422, "comment-body-error"),
        ({"body": "My words", "name": "y" * 51}, 422, "comment-name-error"),
        ({"body": "My words", "parent_id": "999999"}, 422, "form-error"),
        ({"body": "My words", "parent_id": "nonsense"}, 422, "form-error"),
        ({"body": "My words", "parent_id": "9" * 40}, 422, "form-error"),
    ],
)
def test_a_refused_form_comes_back_with_its_text_and_the_fault_at_its_field(stage, browser, fields, status, error):
    response = browser.send(posting(stage), **{"name": "Ada & <Bo>", **fields})
    page = response.content.decode()
    assert response.status_code == status
    assert f'"{error}"' in page
    assert re.search(rf"<textarea[^>]*>\n{re.escape(fields['body'])}</textarea>", page)
    assert "<Bo>" not in page
    assert Comment.objects.count() == 0


def test_what_was_written_for_a_closed_thread_is_not_lost(stage, browser):
    Thread.objects.update(closed_at=NOON)
    response = browser.send(posting(stage), body="My long thought")
    assert response.status_code == 403
    assert "My long thought" in response.content.decode()


def test_too_fast_is_429_with_the_text_kept(stage, browser):
    answers = [browser.send(posting(stage), body=f"Quick {number}") for number in range(30)]
    assert [answer.status_code for answer in answers[:5]] == [303] * 5
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert int(refused["Retry-After"]) >= 1
    assert "Quick" in refused.content.decode()


@pytest.mark.parametrize("thread_id", ["999999", "9" * 40])
def test_a_thread_that_is_not_there_is_404(stage, browser, thread_id):
    assert browser.send(f"/threads/{thread_id}/comments", body="x").status_code == 404


def test_a_form_from_another_site_is_refused(stage, browser):
    assert browser.send(posting(stage), site="cross-site", body="Forged").status_code == 403
    assert Comment.objects.count() == 0


def test_a_held_comment_leads_to_a_receipt_that_only_its_author_can_open(stage, browser):
    response = browser.send(posting(stage), body=LINKS)
    comment = Comment.objects.get()
    assert response["Location"] == f"/my/comments/{comment.id}/"
    receipt = browser.get(response["Location"])
    page = receipt.content.decode()
    assert receipt.status_code == 200
    assert "no-store" in receipt["Cache-Control"]
    assert "It has 3 links" in page
    assert LINKS in page
    for nobody in (Browser(), Browser(account=stage.staff().account_id)):
        assert nobody.get(response["Location"]).status_code == 404


def test_somebody_elses_repeat_of_a_held_comment_is_told_so_and_shown_nothing(stage, browser):
    browser.send(posting(stage), body=LINKS)
    other = Browser()
    other.environ["REMOTE_ADDR"] = browser.environ["REMOTE_ADDR"]
    response = other.send(posting(stage), body=LINKS)
    assert response.status_code == 200
    assert set(response.cookies) == {ACTED_COOKIE}
    assert "Held until someone reads it" in response.content.decode()
    assert Comment.objects.count() == 1


def test_where_browsers_drop_the_cookie_the_page_says_what_became_of_it(stage, browser):
    browser.environ |= {"wsgi.url_scheme": "http", "SERVER_PORT": "80"}
    response = browser.send(posting(stage), body=LINKS)
    assert response.status_code == 200
    assert "It has 3 links" in response.content.decode()


def test_an_author_changes_their_words_on_the_receipt(stage, browser):
    browser.send(posting(stage), body="Keep it.")
    comment = Comment.objects.get()
    path = f"/my/comments/{comment.id}/"
    assert "Keep it." in browser.get(path).content.decode()
    assert browser.send(f"{path}edit", body="Tear it down.")["Location"] == path
    assert Comment.objects.get().source == "Tear it down."
    refused = browser.send(f"{path}edit", body="")
    assert (refused.status_code, "comment-body-error" in refused.content.decode()) == (422, True)


def test_an_author_takes_back_on_the_receipt(stage, browser):
    browser.send(posting(stage), body="Keep it.")
    path = f"/my/comments/{Comment.objects.get().id}/"
    assert browser.send(f"{path}withdraw")["Location"] == path
    page = browser.get(path).content.decode()
    assert Comment.objects.get().state == "withdrawn"
    assert "withdraw" not in page
    assert "You took it back" in page


@pytest.mark.parametrize("act", ["edit", "withdraw"])
def test_nobody_changes_what_somebody_else_said(stage, browser, act):
    comment_id = stage.say("Keep it.").comment_id
    browser.send(posting(stage), body="Mine.")
    assert browser.send(f"/my/comments/{comment_id}/{act}", body="x").status_code == 404
    assert stage.row(comment_id).source == "Keep it."


def test_my_comments_are_mine(stage, browser):
    stage.say("Not mine.")
    browser.send(posting(stage), body="Mine.")
    page = browser.get("/my/").content.decode()
    assert "Mine." in page
    assert "Not mine." not in page
    assert "Mine." not in Browser().get("/my/").content.decode()


def test_a_vote_leads_back_to_where_it_was_cast(stage, browser):
    comment_id = stage.say().comment_id
    referer = "https://testserver/articles/bridge/?order=top"
    response = browser.send(f"/comments/{comment_id}/vote", value="1", referer=referer)
    assert (response.status_code, response["Location"]) == (303, f"/articles/bridge/?order=top#c{comment_id}")
    assert GUEST_COOKIE in response.cookies
    assert stage.row(comment_id).up == 1


@pytest.mark.parametrize("referer", ["https://evil.example/x", "//evil.example", "https://testserver@evil.example/"])
def test_a_vote_never_leads_to_another_site(stage, browser, referer):
    comment_id = stage.say().comment_id
    location = browser.send(f"/comments/{comment_id}/vote", value="-1", referer=referer)["Location"]
    assert location == f"/comments/{comment_id}#c{comment_id}"


@pytest.mark.parametrize(("value", "status"), [("2", 422), ("x", 303), ("1" * 40, 303)])
def test_a_vote_that_is_none_changes_nothing(stage, browser, value, status):
    comment_id = stage.say().comment_id
    assert browser.send(f"/comments/{comment_id}/vote", value=value).status_code == status
    assert stage.row(comment_id).net == 0


@pytest.mark.parametrize("path", ["/my/comments/{}/edit", "/my/comments/{}/withdraw", "/comments/{}/vote"])
def test_nothing_changes_by_following_a_link(stage, browser, path):
    assert browser.get(path.format(stage.say().comment_id)).status_code == 405
