"""What staff put forward: who may, how much, with which reason, and when it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.articles.events import lists_key
from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.pick_comment import pick_comment, unpick_comment
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.models import Pick
from folkmoot.discussion.queries import read_comment, read_focus, read_page, read_replies, read_window
from folkmoot.discussion.values import FEATURED_MAX, PICK_REASON_MAX_CHARS, PINNED_MAX, Order, PickKind
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.models import AuditEntry
from folkmoot.readers.values import Actor, Role
from tests.cast import NOON
from tests.discussion.stage import Stage
from tests.discussion.test_api_posting import LINKS

pytestmark = pytest.mark.both_databases
REASON = "It says what the bridge carries."


def pick(
    stage: Stage, comment_id: int, kind: str = "pinned", *, by: Actor, reason: str = REASON, minute: int = 0
) -> None:
    """Put a comment forward."""
    pick_comment(
        publication_id=stage.publication_id,
        comment_id=comment_id,
        kind=kind,
        actor=by,
        reason=reason,
        now=NOON + timedelta(minutes=minute),
    )


def refusal(stage: Stage, comment_id: int, kind: str = "pinned", *, by: Actor, reason: str = REASON) -> str:
    """Return the code with which a pick is refused."""
    with pytest.raises(DeniedError) as denied:
        pick(stage, comment_id, kind, by=by, reason=reason)
    return denied.value.denial.code


def test_a_pinned_comment_stands_on_top_of_the_first_window_in_every_order(stage):
    editor = stage.staff(Role.EDITOR)
    root, other = stage.say().comment_id, stage.say().comment_id
    reply = stage.say(parent=root).comment_id
    pick(stage, root, by=editor, minute=1)
    pick(stage, reply, by=editor, minute=2)
    pick(stage, other, "featured", by=editor, minute=3)
    for order in Order:
        for window in (
            read_page(stage.thread(), order=order, after=None),
            read_window(stage.thread(), order=order, after=None, roots=5),
        ):
            assert [view.id for view in window.pinned] == [reply, root]
            assert [view.is_above for view in window.pinned] == [False, False]
            assert {view.picked.reason for view in window.pinned} == {REASON}
            in_place = {view.id: view for view in window.comments}
            assert in_place.keys() == {root, other}
            assert (in_place[root].is_above, in_place[root].replies[0].is_above) == (True, True)
            assert (in_place[other].is_above, in_place[other].picked.kind) == (False, PickKind.FEATURED)
    first = read_window(stage.thread(), order=Order.NEWEST, after=None, roots=1)
    second = read_window(stage.thread(), order=Order.NEWEST, after=first.next_cursor, roots=1)
    assert second.pinned == ()
    assert [(view.id, view.is_above, view.picked.kind) for view in second.comments] == [(root, False, PickKind.PINNED)]


def test_wherever_it_is_shown_a_pick_is_marked(stage):
    root, moderator = stage.say().comment_id, stage.staff()
    reply = stage.say(parent=root).comment_id
    pick(stage, reply, "featured", by=moderator)
    focus = read_focus(root, stage.publication_id)
    deeper = read_focus(reply, stage.publication_id)
    shown = [
        focus.replies[0],
        deeper.comment,
        read_replies(root, after=None).replies[0],
        read_comment(reply, stage.publication_id),
        read_comment(root, stage.publication_id).replies[0],
    ]
    assert [(view.id, view.picked.kind) for view in shown] == [(reply, PickKind.FEATURED)] * 5
    assert deeper.ancestors[0].picked is None


@pytest.mark.parametrize("role", [Role.AUTHOR, Role.TREASURER])
def test_authors_and_treasurers_put_nothing_forward(stage, role):
    comment = stage.say().comment_id
    assert refusal(stage, comment, by=stage.staff(role)) == "not_allowed"
    with pytest.raises(DeniedError):
        unpick_comment(publication_id=stage.publication_id, comment_id=comment, actor=stage.guest(), now=NOON)


def test_there_is_a_reason_and_only_what_is_shown_is_put_forward(stage):
    moderator, comment = stage.staff(), stage.say().comment_id
    held = stage.say(LINKS).comment_id
    assert refusal(stage, comment, by=moderator, reason=" \n ") == "pick_reason_empty"
    assert refusal(stage, comment, by=moderator, reason="x" * (PICK_REASON_MAX_CHARS + 1)) == "pick_reason_too_long"
    assert refusal(stage, comment, by=moderator, reason="a\x00b") == "reason_unreadable"
    assert refusal(stage, comment, "praised", by=moderator) == "unknown_pick"
    assert refusal(stage, held, by=moderator) == "not_pickable"
    assert refusal(stage, 10**9, by=moderator) == "unknown_comment"
    assert not Pick.objects.exists()


@pytest.mark.parametrize(("kind", "most"), [("pinned", PINNED_MAX), ("featured", FEATURED_MAX)])
def test_a_thread_has_few_picks_and_another_way_replaces_the_first(stage, kind, most):
    moderator = stage.staff()
    said = [stage.say().comment_id for _ in range(most + 1)]
    for comment_id in said[:-1]:
        pick(stage, comment_id, kind, by=moderator)
    pick(stage, said[0], kind, by=moderator, reason="Another reason.")
    assert refusal(stage, said[-1], kind, by=moderator) == "too_many_picks"
    other = "featured" if kind == "pinned" else "pinned"
    pick(stage, said[0], other, by=moderator)
    pick(stage, said[-1], kind, by=moderator)
    assert dict(Pick.objects.values_list("comment_id", "kind")) == dict.fromkeys(said[1:], kind) | {said[0]: other}


def test_a_pick_ends_with_its_words(stage):
    moderator, speaker = stage.staff(), stage.guest()
    edited, held, withdrawn, removed, let_go = (stage.say(by=speaker).comment_id for _ in range(5))
    for comment_id in (edited, held, withdrawn):
        pick(stage, comment_id, by=moderator)
    for comment_id in (removed, let_go):
        pick(stage, comment_id, "featured", by=moderator)
    mine = {"publication_id": stage.publication_id, "actor": speaker, "now": NOON}
    edit_comment(comment_id=edited, body="Something else altogether.", **mine)
    edit_comment(comment_id=held, body=LINKS, **mine)
    withdraw_comment(comment_id=withdrawn, **mine)
    decided = {"publication_id": stage.publication_id, "actor": moderator, "now": NOON}
    remove_comment(comment_id=removed, reason="It was about a person.", **decided)
    unpick_comment(comment_id=let_go, **decided)
    unpick_comment(comment_id=let_go, **decided)
    assert not Pick.objects.exists()
    assert read_page(stage.thread(), order=Order.TOP, after=None).pinned == ()


def test_staff_and_shelves_are_told(stage):
    moderator, comment = stage.staff(), stage.say().comment_id
    OutboxEntry.objects.all().delete()
    pick(stage, comment, by=moderator)
    unpick_comment(publication_id=stage.publication_id, comment_id=comment, actor=moderator, now=NOON)
    told = list(OutboxEntry.objects.order_by("id"))
    assert [entry.kind for entry in told] == ["discussion.comment_picked", "discussion.comment_unpicked"]
    keys = [set(entry.keys) for entry in told]
    assert keys == [{f"thread-{stage.thread_id}", f"comment-{comment}"}] * 2
    assert lists_key(stage.publication_id) not in keys[0]
    assert list(AuditEntry.objects.order_by("id").values_list("act", flat=True)) == [
        "comment.pinned",
        "comment.unpicked",
    ]
