"""The JSON interface: what only some said, and what is new to somebody who is back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.discussion.commands.keep_visit import keep_visit
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.models import Comment, Visit
from folkmoot.discussion.values import VISIT_GAP_S
from folkmoot.kit import clock
from folkmoot.readers.models import Reader
from folkmoot.readers.values import Role
from tests.discussion.callers import Program
from tests.discussion.stage import set_stage
from tests.discussion.test_api_posting import problem

pytestmark = pytest.mark.django_db(transaction=True)
FIELDS = {"author": "by_author", "staff": "by_staff"}


@pytest.fixture
def stage(transactional_db):
    return set_stage()


@pytest.mark.parametrize("only", FIELDS)
def test_the_words_of_author_or_staff_come_alone_as_a_flat_list_in_pages(stage, only):
    program, root = Program(), stage.say("Who pays?").comment_id
    theirs = [stage.say(parent=root).comment_id, stage.say().comment_id, stage.say(parent=root).comment_id]
    taken_down = stage.say(parent=root).comment_id
    stage.say(parent=theirs[0])
    Comment.objects.filter(id__in=(*theirs, taken_down)).update(**{FIELDS[only]: True})
    moderator = stage.staff(Role.MODERATOR)
    remove_comment(
        publication_id=stage.publication_id, comment_id=taken_down, actor=moderator, reason="x", now=clock.now()
    )
    path = f"/threads/{stage.thread_id}/comments?filter={only}&order=oldest&limit=2"
    first = program.ask("GET", path).json()
    second = program.ask("GET", f"{path}&after={first['next']}").json()
    assert [comment["id"] for comment in first["comments"] + second["comments"]] == theirs
    assert [comment["parent_id"] for comment in first["comments"]] == [root, None]
    answered = first["comments"][0]
    assert (answered["replies"], answered["reply_count"], answered["more_replies"]) == ([], 1, 1)
    assert (first["comment_count"], second["next"], first["pinned"]) == (5, None, [])
    elsewhere = program.ask("GET", f"/threads/{stage.thread_id}/comments?order=oldest&after={first['next']}")
    assert problem(elsewhere) == (422, "bad_cursor", "after")
    (other,) = FIELDS.keys() - {only}
    assert program.ask("GET", path.replace(f"filter={only}", f"filter={other}")).json()["comments"] == []


def test_questions_cannot_be_asked_for_alone_yet(stage):
    refused = Program().ask("GET", f"/threads/{stage.thread_id}/comments?filter=questions")
    assert problem(refused) == (422, "unknown_filter", "filter")


def test_a_program_that_is_back_is_told_what_is_new(stage):
    guest, token = stage.guest_with_token()
    gone = clock.now() - timedelta(seconds=VISIT_GAP_S + 60)
    stage.say(now=gone - timedelta(seconds=1))
    keep_visit(thread_id=stage.thread_id, reader_id=guest.reader_id, now=gone)
    new = stage.say(now=clock.now()).comment_id
    stage.say(by=guest, now=clock.now())
    reader = Program(token)
    answers = [reader.ask("PUT", f"/threads/{stage.thread_id}/visit") for _ in range(2)]
    since = gone.strftime("%Y-%m-%dT%H:%M:%S")
    for answer in answers:
        assert answer.json()["new"] == [new]
        assert answer.json()["since"].startswith(since)
        assert "no-store" in answer["Cache-Control"]
    (visit,) = Visit.objects.all()
    assert visit.since == gone
    assert reader.ask("GET", f"/me?thread={stage.thread_id}").json()["since"] == answers[0].json()["since"]


def test_of_a_stranger_no_visit_is_kept(stage):
    stage.say()
    readers = Reader.objects.count()
    answer = Program().ask("PUT", f"/threads/{stage.thread_id}/visit")
    assert answer.json() == {"since": None, "new": []}
    assert (Visit.objects.count(), Reader.objects.count(), len(answer.cookies)) == (0, readers, 0)
    other = set_stage(host="other.example")
    refused = Program().ask("PUT", f"/threads/{other.thread_id}/visit")
    assert problem(refused)[:2] == (404, "unknown_thread")
    assert Program("made-up").ask("PUT", f"/threads/{stage.thread_id}/visit").status_code == 401
