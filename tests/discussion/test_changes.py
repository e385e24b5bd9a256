"""Editing, withdrawing, releasing, removing: who may, what the public sees after, and that the counters agree."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.release_comment import release_comment
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.models import CommentEdit, Hold, Removal, Thread
from folkmoot.discussion.ports import Answer, Ports, Screening
from folkmoot.discussion.queries import find_miscounts, read_comment, read_focus, read_window
from folkmoot.discussion.values import EDIT_WINDOW_S, CommentState, Order
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.readers.values import Actor, Role
from tests.cast import NOON
from tests.discussion.stage import Stage
from tests.discussion.test_post_comment import LINKS, denial

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
AT_THE_LAST_MOMENT = NOON + timedelta(seconds=EDIT_WINDOW_S)
TOO_LATE = AT_THE_LAST_MOMENT + timedelta(seconds=1)


class Play:
    """Short ways to change what was said."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.author = stage.guest()
        self.moderator = stage.staff(Role.MODERATOR)

    def say(self, body: str = "", **more) -> int:
        return self.stage.say(body, by=self.author, **more).comment_id

    def edit(self, comment_id: int, body: str, by: Actor | None = None, now=NOON):
        where = {"publication_id": self.stage.publication_id, "comment_id": comment_id}
        return edit_comment(**where, actor=by or self.author, body=body, now=now)

    def withdraw(self, comment_id: int, by: Actor | None = None, now=NOON):
        where = {"publication_id": self.stage.publication_id, "comment_id": comment_id}
        return withdraw_comment(**where, actor=by or self.author, now=now)

    def release(self, comment_id: int, by: Actor | None = None):
        where = {"publication_id": self.stage.publication_id, "comment_id": comment_id}
        release_comment(**where, actor=by or self.moderator, now=NOON)

    def remove(self, comment_id: int, reason: str = "Not about the bridge.", by: Actor | None = None):
        where = {"publication_id": self.stage.publication_id, "comment_id": comment_id}
        remove_comment(**where, actor=by or self.moderator, reason=reason, now=NOON)

    def listed(self) -> list[int]:
        window = read_window(self.stage.thread(), order=Order.OLDEST, after=None, roots=50)
        return [view.id for view in window.comments]

    def public(self, comment_id: int):
        return read_comment(comment_id, self.stage.publication_id)


@pytest.fixture
def play(stage):
    return Play(stage)


@pytest.fixture(autouse=True)
def counters_agree(stage):
    """Whatever a test did, each counter is what its rows say."""
    yield
    assert find_miscounts() == []


def last_fact() -> str:
    """Return the kind of the newest fact."""
    return OutboxEntry.objects.latest("id").kind.removeprefix("discussion.")


def test_an_edit_changes_the_words_and_keeps_the_old_ones(stage, play):
    comment_id = play.say("Keep it.")
    edited = play.edit(comment_id, "Tear *it* down.", now=AT_THE_LAST_MOMENT)
    assert (edited.comment.body_html, edited.comment.edited_at) == (
        "<p>Tear <em>it</em> down.</p>\n",
        AT_THE_LAST_MOMENT,
    )
    assert CommentEdit.objects.get().source == "Keep it."
    assert play.public(comment_id) == edited.comment
    assert last_fact() == "comment_edited"


def test_the_same_words_again_are_no_edit(play):
    comment_id = play.say("Keep it.")
    facts = OutboxEntry.objects.count()
    assert play.edit(comment_id, "Keep it.").comment.edited_at is None
    assert (CommentEdit.objects.count(), OutboxEntry.objects.count()) == (0, facts)


@pytest.mark.parametrize("act", ["edit", "withdraw"])
def test_only_the_author_and_only_for_fifteen_minutes(stage, play, act):
    comment_id = play.say("Keep it.")
    change = (
        (lambda **how: play.edit(comment_id, "x", **how))
        if act == "edit"
        else (lambda **how: play.withdraw(comment_id, **how))
    )
    assert denial(change, by=stage.guest()) == "not_yours"
    assert denial(change, by=Actor()) == "not_yours"
    assert denial(change, by=play.moderator) == "not_yours"
    assert denial(change, now=TOO_LATE) == "edit_window_over"
    assert play.public(comment_id).body_html == "<p>Keep it.</p>\n"


def test_what_waits_is_there_to_be_changed_for_its_author_only_and_for_no_stranger_there_at_all(stage, play):
    comment_id = play.say(LINKS)
    for change in (lambda by: play.edit(comment_id, "x", by=by), lambda by: play.withdraw(comment_id, by=by)):
        assert denial(change, stage.guest()) == "unknown_comment"
        assert denial(change, Actor()) == "unknown_comment"
        assert denial(change, stage.staff(Role.AUTHOR)) == "unknown_comment"
        assert denial(change, play.moderator) == "not_yours"
    assert stage.row(comment_id).source == LINKS
    play.withdraw(comment_id)


def test_a_screener_that_refuses_does_not_give_away_what_one_cannot_see(stage, play, monkeypatch):
    held = play.say(LINKS)
    refusal = Screening(answer=Answer.REFUSE, code="rude", sentence="Not in this house.")
    monkeypatch.setattr(Ports, "screener", lambda _submitted: refusal)
    for comment_id in (held, held + 1):
        assert denial(play.edit, comment_id, "x", stage.guest()) == "unknown_comment"
    assert denial(play.edit, held, "x") == "rude"


def test_an_edit_is_screened_again_and_without_replies_leaves_no_trace(play):
    comment_id = play.say("Keep it.")
    edited = play.edit(comment_id, LINKS)
    assert (edited.comment.state, "links" in edited.reason) == (CommentState.HELD, True)
    assert (play.public(comment_id), play.listed(), play.stage.thread().comment_count) == (None, [], 0)
    assert last_fact() == "comment_held"


def test_an_edited_comment_with_replies_leaves_an_empty_place_while_it_waits(play):
    comment_id = play.say("Keep it.")
    reply = play.say(parent=comment_id)
    play.edit(comment_id, LINKS)
    place = play.public(comment_id)
    assert (place.state, place.body_html, place.author) == (CommentState.HELD, "", None)
    assert [view.id for view in place.replies] == [reply]
    assert play.listed() == [comment_id]
    play.release(comment_id)
    assert play.public(comment_id).state is CommentState.PUBLISHED


def test_a_held_comment_goes_on_waiting_when_it_is_edited(play):
    comment_id = play.say(LINKS)
    assert play.edit(comment_id, "No links any more.").comment.state is CommentState.HELD
    assert (play.public(comment_id), Hold.objects.get().ended_at) == (None, None)


def test_a_closed_thread_takes_no_new_words_but_gives_back_the_old(play):
    comment_id = play.say("Keep it.")
    Thread.objects.update(closed_at=NOON)
    assert denial(play.edit, comment_id, "x") == "thread_closed"
    assert play.withdraw(comment_id).state is CommentState.WITHDRAWN


def test_a_withdrawn_comment_leaves_an_empty_place(play):
    comment_id = play.say("Keep it.")
    reply = play.say(parent=comment_id)
    view = play.withdraw(comment_id)
    assert (view.state, view.body_html, view.author) == (CommentState.WITHDRAWN, "", None)
    assert play.listed() == [comment_id]
    assert [child.id for child in play.public(comment_id).replies] == [reply]
    assert play.stage.thread().comment_count == 1


def test_withdrawing_twice_is_withdrawing_once(play):
    comment_id = play.say("Keep it.")
    first = play.withdraw(comment_id)
    facts = OutboxEntry.objects.count()
    assert play.withdraw(comment_id, now=TOO_LATE) == first
    assert OutboxEntry.objects.count() == facts


def test_a_held_comment_can_be_withdrawn_and_was_never_there(play):
    comment_id = play.say(LINKS)
    play.withdraw(comment_id)
    assert (play.public(comment_id), play.listed()) == (None, [])
    assert Hold.objects.get().ended_at == NOON
    assert OutboxEntry.objects.latest("id").payload["was_public"] is False


def test_nothing_can_be_changed_or_answered_once_it_is_gone(play):
    withdrawn, removed = play.say("One."), play.say("Two.")
    play.withdraw(withdrawn)
    play.remove(removed)
    for comment_id in (withdrawn, removed):
        assert denial(play.edit, comment_id, "x") == "not_changeable"
        assert denial(play.say, "x", parent=comment_id) == "wrong_parent"
        assert denial(play.remove, comment_id) == "already_decided"
        assert denial(play.release, comment_id) == "already_decided"
    assert denial(play.withdraw, removed) == "not_changeable"


def test_a_released_comment_appears_at_its_place(play):
    root = play.say("Keep it.")
    held = play.say(LINKS, parent=root)
    assert play.public(root).reply_count == 0
    play.release(held)
    assert [view.id for view in play.public(root).replies] == [held]
    assert play.stage.thread().comment_count == 2
    assert Hold.objects.get().ended_by_id == play.moderator.account_id
    assert last_fact() == "comment_published"


def test_a_released_answer_gives_its_vanished_parents_an_empty_place(play):
    root = play.say("Keep it.")
    parent = play.say("Why?", parent=root)
    held = play.say(LINKS, parent=parent)
    play.edit(parent, LINKS)
    assert play.public(root).reply_count == 0
    play.release(held)
    assert play.public(root).reply_count == 1
    focus = read_focus(held, play.stage.publication_id)
    assert [(view.id, view.state) for view in focus.ancestors] == [
        (root, CommentState.PUBLISHED),
        (parent, CommentState.HELD),
    ]


def test_a_removal_keeps_who_when_and_why_and_the_place(play):
    comment_id = play.say("Keep it.")
    play.remove(comment_id, "Not about the bridge.")
    removal = Removal.objects.get()
    assert (removal.account_id, removal.reason, removal.at) == (
        play.moderator.account_id,
        "Not about the bridge.",
        NOON,
    )
    place = play.public(comment_id)
    assert (place.state, place.body_html, place.author) == (CommentState.REMOVED, "", None)
    assert play.listed() == [comment_id]
    assert play.stage.thread().comment_count == 0


@pytest.mark.parametrize(
    ("reason", "code"), [("", "reason_empty"), ("  ", "reason_empty"), ("x" * 1001, "reason_too_long")]
)
def test_nothing_is_removed_without_a_reason(play, reason, code):
    comment_id = play.say()
    assert denial(play.remove, comment_id, reason) == code
    assert play.public(comment_id).state is CommentState.PUBLISHED


@pytest.mark.parametrize("role", [None, Role.AUTHOR, Role.TREASURER])
def test_only_moderators_decide(stage, play, role):
    somebody = stage.staff(role) if role else stage.guest()
    held = play.say(LINKS)
    assert denial(play.release, held, somebody) == "not_allowed"
    assert denial(play.remove, held, by=somebody) == "not_allowed"


def test_staff_are_not_held(stage, play):
    assert stage.say(LINKS, by=play.moderator).state is CommentState.PUBLISHED
