"""The queue: only moderators see it, and what they decide happens."""

from __future__ import annotations

import pytest

from folkmoot.discussion.models import Comment, Hold, Removal
from folkmoot.discussion.queries import find_miscounts
from folkmoot.readers.values import Role
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage

pytestmark = pytest.mark.django_db(transaction=True)
LINKS = "See https://a.example https://b.example https://c.example"


@pytest.fixture
def stage(transactional_db):
    return set_stage()


@pytest.fixture
def moderator(stage):
    return Browser(account=stage.staff(Role.MODERATOR).account_id)


@pytest.fixture
def held(stage):
    return stage.say(LINKS, name="Zed").comment_id


def test_the_queue_shows_words_and_reason(held, moderator):
    page = moderator.get("/desk/queue/").content.decode()
    assert all(words in page for words in ("Zed", "See", "It has 3 links", f'data-comment-id="{held}"'))


def test_a_released_comment_appears_and_leaves_the_queue(stage, held, moderator):
    response = moderator.send(f"/desk/comments/{held}/release")
    assert (response.status_code, response["Location"]) == (303, "/desk/queue/")
    assert (stage.row(held).state, stage.thread().comment_count) == ("published", 1)
    assert Hold.objects.get().ended_by is not None
    assert f'data-comment-id="{held}"' not in moderator.get("/desk/queue/").content.decode()
    assert find_miscounts() == []


def test_two_moderators_decide_once(held, moderator):
    moderator.send(f"/desk/comments/{held}/release")
    assert moderator.send(f"/desk/comments/{held}/release").status_code == 409


def test_a_removal_needs_a_reason_and_its_author_reads_it(stage, held, moderator):
    refused = moderator.send(f"/desk/comments/{held}/remove", reason=" ")
    assert refused.status_code == 422
    assert "reason-error" in refused.content.decode()
    assert moderator.send(f"/desk/comments/{held}/remove", reason="Only links.").status_code == 303
    assert (stage.row(held).state, Removal.objects.get().reason) == ("removed", "Only links.")


def test_a_published_comment_is_removed_from_its_page(stage, moderator):
    comment_id = stage.say().comment_id
    assert "Remove" in moderator.get(f"/desk/comments/{comment_id}/").content.decode()
    moderator.send(f"/desk/comments/{comment_id}/remove", reason="Not about the bridge.")
    row = stage.row(comment_id)
    assert (row.state, row.listed, stage.thread().comment_count) == ("removed", True, 0)


@pytest.mark.parametrize("role", [Role.OWNER, Role.EDITOR, Role.MODERATOR])
def test_owners_editors_and_moderators_may(stage, held, role):
    staff = Browser(account=stage.staff(role).account_id)
    assert staff.get("/desk/queue/").status_code == 200
    assert staff.send(f"/desk/comments/{held}/release").status_code == 303


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.TREASURER])
def test_other_staff_may_not(stage, held, role):
    staff = Browser(account=stage.staff(role).account_id)
    answers = [staff.get("/desk/queue/"), staff.get(f"/desk/comments/{held}/")]
    answers += [staff.send(f"/desk/comments/{held}/{act}", reason="x") for act in ("release", "remove")]
    assert {answer.status_code for answer in answers} == {403}
    assert Comment.objects.get().state == "held"


def test_a_stranger_is_asked_to_sign_in(held):
    stranger = Browser()
    answers = [stranger.get("/desk/queue/"), stranger.send(f"/desk/comments/{held}/release")]
    assert all(answer["Location"].startswith("/desk/sign-in/?next=/desk/") for answer in answers)
    assert Comment.objects.get().state == "held"


def test_a_moderator_of_another_publication_finds_nothing(held):
    other = set_stage(host="other.example")
    staff = Browser(account=other.staff().account_id, host="other.example")
    assert staff.get(f"/desk/comments/{held}/").status_code == 404
    assert staff.send(f"/desk/comments/{held}/release").status_code == 404
    assert 'data-comment-id="' not in staff.get("/desk/queue/").content.decode()


def test_hostile_words_are_harmless_on_the_desk(stage, moderator):
    stage.say("<script>alert(1)</script> " + LINKS, name="<img src=x>")
    page = moderator.get("/desk/queue/").content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
