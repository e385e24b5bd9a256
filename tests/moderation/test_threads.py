"""Discussions are closed and opened again by those who decide, and by nobody else."""

from __future__ import annotations

import pytest

from folkmoot.discussion.commands.close_thread import close_thread, reopen_thread
from folkmoot.discussion.values import ThreadState
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Role
from tests.cast import NOON
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage, stranger


def kinds() -> list[str]:
    return list(OutboxEntry.objects.order_by("id").values_list("kind", flat=True))


@pytest.mark.both_databases
@pytest.mark.django_db
def test_a_closed_thread_takes_no_words_and_an_opened_one_does():
    stage = set_stage()
    act = {"publication_id": stage.publication_id, "thread_id": stage.thread_id, "actor": stage.staff(), "now": NOON}
    close_thread(**act)
    close_thread(**act)
    assert stage.thread().state is ThreadState.CLOSED
    with pytest.raises(DeniedError) as refused:
        stage.say()
    assert refused.value.denial.code == "thread_closed"
    reopen_thread(**act)
    reopen_thread(**act)
    assert stage.say().comment_id
    assert [kind for kind in kinds() if kind in {"discussion.thread_closed", "discussion.thread_reopened"}] == [
        "discussion.thread_closed",
        "discussion.thread_reopened",
    ]


@pytest.mark.both_databases
@pytest.mark.django_db
@pytest.mark.parametrize("who", ["nobody", "author"])
def test_only_those_who_decide_may_close(who):
    stage = set_stage()
    actor = stranger() if who == "nobody" else stage.staff(Role.AUTHOR)
    with pytest.raises(DeniedError) as refused:
        close_thread(publication_id=stage.publication_id, thread_id=stage.thread_id, actor=actor, now=NOON)
    assert refused.value.denial.code == "not_allowed"
    assert stage.thread().state is ThreadState.OPEN


@pytest.mark.django_db(transaction=True)
def test_the_desk_lists_discussions_with_a_button_each():
    stage = set_stage()
    moderator = Browser(account=stage.staff(Role.MODERATOR).account_id)
    assert f"/desk/threads/{stage.thread_id}/close" in moderator.get("/desk/threads/").content.decode()
    response = moderator.send(f"/desk/threads/{stage.thread_id}/close")
    assert (response.status_code, response["Location"]) == (303, "/desk/threads/")
    assert f"/desk/threads/{stage.thread_id}/reopen" in moderator.get("/desk/threads/").content.decode()
    assert moderator.send(f"/desk/threads/{stage.thread_id}/reopen").status_code == 303
    assert moderator.send("/desk/threads/999999/close").status_code == 404
