"""What a page shows of a thread: branches within bounds, the words of some alone, what an edit changed, what is new."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.discussion.commands.edit_comment import edit_comment
from folkmoot.discussion.commands.keep_visit import keep_visit
from folkmoot.discussion.commands.purge_visits import purge_visits
from folkmoot.discussion.commands.release_comment import release_comment
from folkmoot.discussion.commands.remove_comment import remove_comment
from folkmoot.discussion.commands.withdraw_comment import withdraw_comment
from folkmoot.discussion.models import Comment, Visit
from folkmoot.discussion.queries import read_edits, read_focus, read_page, read_visit, read_window, since_of
from folkmoot.discussion.values import (
    PAGE_CHAIN,
    PAGE_REPLIES,
    PAGE_WINDOW_COMMENTS,
    PAGE_WINDOW_ROOTS,
    VISIT_GAP_S,
    VISIT_KEPT_DAYS,
    CommentView,
    Filter,
    FilterView,
    Order,
)
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Actor, Role
from tests.cast import ADA, BO, NOON
from tests.discussion.test_api_posting import LINKS

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def shape(view: CommentView) -> tuple:
    """Return the ids of a comment and of what a page shows under it."""
    return (view.id, *[shape(reply) for reply in view.replies])


def size(view: CommentView) -> int:
    """Return how many comments a page shows of a branch."""
    return 1 + sum(size(reply) for reply in view.replies)


def page(stage, **asked):
    """Return the window of a page."""
    return read_page(stage.thread(), **{"order": Order.NEWEST, "after": None, **asked})


def sprout(stage, parent: int, *, wide: int, deep: int) -> None:
    """Answer a comment `wide` times, and each answer as often, `deep` levels down."""
    for _ in range(wide if deep else 0):
        sprout(stage, stage.say(parent=parent).comment_id, wide=wide, deep=deep - 1)


def test_a_branch_is_shown_in_the_same_shape_to_everybody(stage):
    root = stage.say().comment_id
    sprout(stage, root, wide=4, deep=3)
    (view,) = page(stage).comments
    assert [len(view.replies), view.more_replies] == [PAGE_REPLIES[0], 1]
    assert [[len(reply.replies), reply.more_replies] for reply in view.replies] == [[PAGE_REPLIES[1], 2]] * 3
    below = [deeper for reply in view.replies for deeper in reply.replies]
    assert [[len(deeper.replies), deeper.more_replies] for deeper in below] == [[1, 3]] * 6
    assert shape(page(stage).comments[0]) == shape(view)
    order = [reply.id for reply in view.replies]
    assert order == sorted(order)


def test_more_replies_go_on_behind_the_last_that_is_shown_and_come_once(stage):
    root = stage.say().comment_id
    children = [stage.say(parent=root).comment_id for _ in range(7)]
    (view,) = page(stage).comments
    there = read_focus(root, stage.publication_id, after=view.more_cursor)
    assert [reply.id for reply in (*view.replies, *there.replies)] == children
    assert there.continued
    assert there.next_cursor is None
    assert page(stage).comments[0].replies[0].more_cursor is None


def test_a_conversation_ends_where_the_page_does_and_goes_on_around_its_last_comment(stage):
    chain = [stage.say().comment_id]
    for _ in range(9):
        chain.append(stage.say(parent=chain[-1]).comment_id)
    (view,) = page(stage).comments
    levels = len(PAGE_REPLIES) + PAGE_CHAIN
    shown = []
    while view:
        shown.append(view.id)
        last, view = view, next(iter(view.replies), None)
    assert shown == chain[: levels + 1]
    assert (last.more_replies, last.more_cursor) == (1, None)
    focus = read_focus(last.id, stage.publication_id)
    assert [reply.id for reply in focus.replies] == [chain[levels + 1]]
    assert [above.id for above in focus.ancestors][-1] == chain[levels - 1]


def test_however_many_answer_a_window_stays_within_its_bound(stage):
    roots = [stage.say().comment_id for _ in range(PAGE_WINDOW_ROOTS)]
    for root in roots:
        sprout(stage, root, wide=3, deep=2)
    window = page(stage, order=Order.OLDEST)
    assert [view.id for view in window.comments] == roots
    assert sum(size(view) for view in window.comments) == PAGE_WINDOW_COMMENTS
    assert {len(view.replies) for view in window.comments} == {3}


def test_programs_get_roots_with_three_replies_and_none_below(stage):
    root = stage.say().comment_id
    sprout(stage, root, wide=4, deep=2)
    (view,) = read_window(stage.thread(), order=Order.NEWEST, after=None, roots=50).comments
    assert (len(view.replies), view.more_replies, view.more_cursor) == (3, 1, None)
    assert [(reply.replies, reply.more_replies) for reply in view.replies] == [((), 4)] * 3


def test_a_filter_is_a_flat_list_that_says_what_each_answers(stage):
    root = stage.say(name=BO).comment_id
    said = [stage.say(parent=root).comment_id, stage.say().comment_id, stage.say(parent=root).comment_id]
    Comment.objects.filter(id__in=said).update(by_author=True)
    Comment.objects.filter(id=said[1]).update(rank=5, by_staff=True)
    assert page(stage).filters == (FilterView(Filter.AUTHOR, 3), FilterView(Filter.STAFF, 1))
    window = page(stage, only=Filter.AUTHOR)
    assert [view.id for view in window.comments] == said[::-1]
    assert [(view.answers.id, view.answers.author.name) for view in window.comments if view.answers] == [(root, BO)] * 2
    assert [view.id for view in page(stage, only=Filter.AUTHOR, order=Order.OLDEST).comments] == said
    assert page(stage, only=Filter.AUTHOR, order=Order.TOP).comments[0].id == said[1]
    assert [view.id for view in page(stage, only=Filter.STAFF).comments] == [said[1]]


def test_a_filter_does_not_tell_who_wrote_what_was_taken_down(stage):
    posted = stage.say()
    Comment.objects.update(by_staff=True)
    moderator = stage.staff()
    remove_comment(
        publication_id=stage.publication_id, comment_id=posted.comment_id, actor=moderator, reason="No.", now=NOON
    )
    assert page(stage).filters == ()
    assert page(stage, only=Filter.STAFF).comments == ()


def test_a_cursor_is_bound_to_its_filter_too(stage):
    for _ in range(2):
        stage.say()
    Comment.objects.update(by_author=True, by_staff=True)

    def window(only, after=None):
        return read_window(stage.thread(), order=Order.NEWEST, after=after, roots=1, only=only)

    cursor = window(Filter.AUTHOR).next_cursor
    assert window(Filter.AUTHOR, cursor).next_cursor is None
    for elsewhere in (None, Filter.STAFF):
        with pytest.raises(DeniedError, match="damaged"):
            window(elsewhere, cursor)


def edit(stage, comment_id: int, by, body: str, *, minutes: int = 1):
    """Change a comment so many minutes after noon."""
    now = NOON + timedelta(minutes=minutes)
    return edit_comment(publication_id=stage.publication_id, comment_id=comment_id, actor=by, body=body, now=now)


def test_what_an_edit_changed_is_shown_word_by_word_newest_first(stage):
    ada = stage.guest()
    comment_id = stage.say("The bridge is old.", by=ada).comment_id
    edit(stage, comment_id, ada, "The bridge is very old.")
    edit(stage, comment_id, ada, "The ferry is very old.", minutes=2)
    newest, before, first = read_edits(comment_id, stage.publication_id).versions
    assert [(piece.kind, piece.text) for piece in newest.pieces if piece.kind != "same"] == [
        ("gone", "bridge"),
        ("new", "ferry"),
    ]
    assert before.at == NOON + timedelta(minutes=1)
    assert (first.source, first.pieces, first.at) == ("The bridge is old.", None, NOON)


def test_what_was_said_while_it_waited_is_not_shown_when_it_is_released(stage):
    ada = stage.guest()
    comment_id = stage.say(LINKS, by=ada).comment_id
    edit(stage, comment_id, ada, "Without the links.")
    assert read_edits(comment_id, stage.publication_id) is None
    later = NOON + timedelta(minutes=5)
    release_comment(publication_id=stage.publication_id, comment_id=comment_id, actor=stage.staff(), now=later)
    (only,) = read_edits(comment_id, stage.publication_id).versions
    assert (only.source, only.at, only.pieces) == ("Without the links.", later, None)


@pytest.mark.parametrize("end", ["withdrawn", "removed", "held"])
def test_nothing_of_it_is_shown_once_it_is_gone(stage, end):
    ada, place = stage.guest(), {"publication_id": stage.publication_id}
    comment_id = stage.say(by=ada).comment_id
    stage.say(parent=comment_id)
    edit(stage, comment_id, ada, "Other words.")
    if end == "withdrawn":
        withdraw_comment(**place, comment_id=comment_id, actor=ada, now=NOON)
    elif end == "removed":
        remove_comment(**place, comment_id=comment_id, actor=stage.staff(), reason="No.", now=NOON)
    else:
        edit(stage, comment_id, ada, LINKS)
    assert stage.row(comment_id).state == end
    assert read_edits(comment_id, stage.publication_id) is None


def test_what_others_said_since_the_visit_before_is_new(stage):
    ada = stage.guest()
    come = {"thread_id": stage.thread_id, "reader_id": ada.reader_id}
    back = NOON + timedelta(seconds=VISIT_GAP_S + 60)
    stage.say(now=NOON - timedelta(minutes=1))
    keep_visit(**come, now=NOON)
    assert read_visit(**come, now=NOON).new == ()
    since_then = [stage.say(now=NOON + timedelta(minutes=n)).comment_id for n in (1, 2)]
    stage.say(by=ada, now=NOON + timedelta(minutes=3))
    stage.say(LINKS, name=ADA, now=NOON + timedelta(minutes=4))
    assert since_of(**come, now=back) == NOON
    keep_visit(**come, now=back)
    visit = read_visit(**come, now=back + timedelta(minutes=20))
    assert (visit.since, visit.new) == (NOON, tuple(since_then))


def test_what_was_released_since_the_visit_before_is_new_too(stage):
    ada, moderator = stage.guest(), stage.staff(Role.MODERATOR)
    come = {"thread_id": stage.thread_id, "reader_id": ada.reader_id}
    waited = [stage.say(LINKS, by=by, name="", now=NOON).comment_id for by in (stage.guest(), stage.guest(), ada)]
    keep_visit(**come, now=NOON + timedelta(minutes=1))
    for comment_id in waited:
        release_comment(
            publication_id=stage.publication_id, comment_id=comment_id, actor=moderator, now=NOON + timedelta(minutes=2)
        )
    withdrawn = stage.row(waited[1])
    withdraw_comment(
        publication_id=stage.publication_id, comment_id=waited[1], actor=Actor(reader_id=withdrawn.reader_id), now=NOON
    )
    back = NOON + timedelta(seconds=VISIT_GAP_S + 120)
    keep_visit(**come, now=back)
    assert read_visit(**come, now=back).new == (waited[0],)
    keep_visit(**come, now=back + timedelta(seconds=VISIT_GAP_S + 1))
    assert read_visit(**come, now=back + timedelta(seconds=VISIT_GAP_S + 1)).new == ()


def test_a_visit_is_written_down_once_a_minute_and_once_a_reader(stage, django_assert_num_queries):
    come = {"thread_id": stage.thread_id, "reader_id": stage.guest().reader_id}
    keep_visit(**come, now=NOON)
    with django_assert_num_queries(1):
        keep_visit(**come, now=NOON + timedelta(seconds=59))
    keep_visit(**come, now=NOON + timedelta(seconds=61))
    (visit,) = Visit.objects.all()
    assert (visit.seen_at, visit.since) == (NOON + timedelta(seconds=61), None)


def test_half_a_year_after_it_a_visit_is_forgotten(stage):
    gone, back = ({"thread_id": stage.thread_id, "reader_id": stage.guest().reader_id} for _reader in range(2))
    half_a_year = timedelta(days=VISIT_KEPT_DAYS)
    for come in (gone, back):
        keep_visit(**come, now=NOON)
    keep_visit(**back, now=NOON + timedelta(days=1))
    assert purge_visits(now=NOON + half_a_year) == 0
    assert purge_visits(now=NOON + half_a_year + timedelta(seconds=1)) == 1
    assert [visit.reader_id for visit in Visit.objects.all()] == [back["reader_id"]]
    assert since_of(**gone, now=NOON + half_a_year) is None
