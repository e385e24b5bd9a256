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


@pytest.mark.parametrize(
    "referer",
    [
        *("https://evil.example/x", "//evil.example", "https://testserver@evil.example/"),
        *(
            "https://testserver//evil.example/",
            "https://testserver/\\evil.example/",
            "https://testserver///evil.example",
        ),
    ],
)
def test_a_vote_never_leads_to_another_site(stage, browser, referer):
    comment_id = stage.say().comment_id
    location = browser.send(f"/comments/{comment_id}/vote", value="-1", referer=referer)["Location"]
    assert location == f"/comments/{comment_id}#c{comment_id}"


@pytest.mark.parametrize(("value", "status"), [("2", 422), ("x", 303), ("1" * 40, 303)])
def test_a_vote_that_is_none_changes_nothing(stage, browser, value, status):
    comment_id = stage.say().comment_id
    assert browser.send(f"/comments/{comment_id}/vote", value=value).status_code == status
    assert stage.row(comment_id).rank == 0


@pytest.mark.parametrize("path", ["/my/comments/{}/edit", "/my/comments/{}/withdraw", "/comments/{}/vote"])
def test_nothing_changes_by_following_a_link(stage, browser, path):
    assert browser.get(path.format(stage.say().comment_id)).status_code == 405


def test_a_preview_shows_the_words_and_keeps_everything_but_the_comment(stage, browser):
    bo = stage.say(name="Bo").comment_id
    fields = {"body": "Hear, @Bo:\n\n>! *hush*", "name": ADA, "email": "ada@bridge.example", "parent_id": str(bo)}
    response = browser.send(posting(stage), preview="1", **fields)
    page = response.content.decode()
    assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)
    assert f'<a class="mention" href="/comments/{bo}">@Bo</a>' in page
    assert '<details class="spoiler"><summary>Spoiler</summary>\n<p><em>hush</em></p>' in page
    assert re.search(r"<textarea[^>]*>\nHear, @Bo:\n\n&gt;! \*hush\*</textarea>", page)
    assert f'value="{ADA}"' in page
    assert f'name="parent_id" value="{bo}"' in page
    assert Comment.objects.count() == 1
    assert not {GUEST_COOKIE, MARKER_COOKIE} & set(response.cookies)


def test_a_preview_is_refused_as_the_comment_would_be_and_not_screened(stage, browser):
    empty = browser.send(posting(stage), preview="1", body="  ")
    assert (empty.status_code, "comment-body-error" in empty.content.decode()) == (422, True)
    assert browser.send(posting(stage), preview="1", body=LINKS).status_code == 200
    Thread.objects.update(closed_at=NOON)
    shut = browser.send(posting(stage), preview="1", body="Kept *words*")
    assert (shut.status_code, "Kept *words*" in shut.content.decode()) == (403, True)


def test_previews_without_end_are_refused_with_their_words(stage, browser):
    browser.send(posting(stage), body="Somebody known.")
    answers = [browser.send(posting(stage), preview="1", body=f"Words {n}") for n in range(24)]
    assert answers[0].status_code == 200
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert "Words 2" in refused.content.decode()
    assert int(refused["Retry-After"]) >= 1


def test_a_quotation_stands_in_the_form_on_a_page_of_its_own(stage, browser):
    said = stage.say("First.\n\n> older words\n\n>! hush", name="Bo <b>").comment_id
    response = browser.get(f"/my/quotes/{said}/")
    page = response.content.decode()
    assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)
    assert re.search(r"<textarea[^>]*>\n@Bo &lt;b&gt;:\n&gt; First.\n\n</textarea>", page)
    assert "Your reply to Bo &lt;b&gt;" in page
    browser.send(posting(stage), body="@Bo <b>:\n> First.\n\nNo.", parent_id=str(said))
    answer = Comment.objects.latest("id")
    assert answer.parent_id == said
    assert f'href="/comments/{said}"' in answer.html


def test_what_is_not_read_by_the_public_cannot_be_quoted(stage, browser):
    held = stage.say(f"{LINKS} x").comment_id
    assert [browser.get(f"/my/quotes/{which}/").status_code for which in (held, 99_999, 10**30)] == [404, 404, 404]


def test_new_words_of_ones_own_are_previewed_on_the_receipt(stage, browser):
    browser.send(posting(stage), body="Before.", name=ADA)
    comment = Comment.objects.get()
    page = browser.send(f"/my/comments/{comment.id}/edit", body="*After*", preview="1").content.decode()
    assert "<em>After</em>" in page
    assert re.search(r"<textarea[^>]*>\n\*After\*</textarea>", page)
    assert Comment.objects.get().source == "Before."
