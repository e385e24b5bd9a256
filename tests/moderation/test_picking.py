"""At the desk: a comment is pinned, featured, or put back, each with a word to everybody."""

from __future__ import annotations

import pytest

from folkmoot.discussion.models import Pick
from folkmoot.discussion.values import PINNED_MAX
from folkmoot.readers.values import Role
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage(transactional_db):
    return set_stage()


@pytest.fixture
def editor(stage):
    return Browser(account=stage.staff(Role.EDITOR).account_id)


def test_a_comment_is_pinned_changed_and_put_back(stage, editor):
    comment = stage.say("It will stand.").comment_id
    path = f"/desk/comments/{comment}/"
    answer = editor.send(f"{path}pick", kind="pinned", reason="The engineer herself.")
    assert (answer.status_code, answer["Location"]) == (303, path)
    assert "The engineer herself." in editor.get(path).content.decode()
    assert "The engineer herself." in editor.get(f"/threads/{stage.thread_id}/").content.decode()
    editor.send(f"{path}pick", kind="featured", reason="Worth a look.")
    assert list(Pick.objects.values_list("kind", "reason")) == [("featured", "Worth a look.")]
    assert editor.send(f"{path}unpick").status_code == 303
    assert not Pick.objects.exists()
    assert "Worth a look." not in editor.get(f"/threads/{stage.thread_id}/").content.decode()


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_wrong(stage, editor):
    path = f"/desk/comments/{stage.say().comment_id}/pick"
    empty = editor.send(path, kind="featured", reason=" ")
    assert (empty.status_code, "pick-reason-error" in empty.content.decode()) == (422, True)
    neither = editor.send(path, reason="Because it is right.")
    assert neither.status_code == 422
    assert 'value="Because it is right."' in neither.content.decode()
    for _ in range(PINNED_MAX):
        editor.send(f"/desk/comments/{stage.say().comment_id}/pick", kind="pinned", reason="It is.")
    full = editor.send(path, kind="pinned", reason="It is, too.")
    assert (full.status_code, "3 comments are pinned here already" in full.content.decode()) == (409, True)


def test_what_is_not_shown_has_no_such_form(stage, editor):
    held = stage.say("See https://a.example https://b.example https://c.example").comment_id
    assert "/pick" not in editor.get(f"/desk/comments/{held}/").content.decode()
    assert editor.send(f"/desk/comments/{held}/pick", kind="pinned", reason="It is.").status_code == 409
