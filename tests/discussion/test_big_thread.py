"""Cost follows the page, not the thread: 100,000 comments, a chain 430 deep, a root with 20,000 answers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from folkmoot.discussion.models import Comment, Visit
from folkmoot.discussion.queries import (
    find_miscounts,
    read_comment,
    read_focus,
    read_page,
    read_replies,
    read_visit,
    read_window,
)
from folkmoot.discussion.values import (
    ANCESTORS_SHOWN,
    FIRST_REPLIES,
    NEW_COMMENTS_MAX,
    PAGE_WINDOW_ROOTS,
    Filter,
    Order,
)
from tests.cast import NOON
from tests.discussion.big_thread import DEEP, WIDE, fill
from tests.discussion.plans import steps
from tests.discussion.stage import set_stage
from tests.plugin import ON_POSTGRES

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
IN_ORDER = re.compile(r"\b(replies_by_time|children)\b")
MOST_OF_A_PAGE = 7  # with the publication, two of its chrome and five of the article: fifteen


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    """The stage of the big thread, kept for all tests of this file."""
    with django_db_blocker.unblock():
        stage = set_stage(host="big.example")
        big = fill(stage.thread_id, now=NOON)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield stage, big
        call_command("flush", interactive=False, verbosity=0)
        if not ON_POSTGRES:  # what was found out about big tables must not choose the plans of others
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM sqlite_stat1")
            connection.close()


@pytest.fixture
def stage(house):
    return house[0]


@pytest.fixture
def big(house):
    return house[1]


def in_the_middle(stage, order: Order) -> str:
    """Return the cursor behind the second window."""
    first = read_window(stage.thread(), order=order, after=None, roots=PAGE_WINDOW_ROOTS)
    return read_window(stage.thread(), order=order, after=first.next_cursor, roots=PAGE_WINDOW_ROOTS).next_cursor


def test_the_big_thread_is_as_big_as_it_says(stage, big):
    comments = Comment.objects.filter(thread_id=big.thread_id)
    assert comments.count() == big.size == 100_000
    assert comments.get(id=big.widest_id).reply_count == WIDE
    assert comments.get(id=big.deepest_id).depth == DEEP - 1
    wrong = find_miscounts(stage.publication_id)
    assert not [line for line in wrong if "replies" in line or "comments" in line]


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("place", ["first", "middle"])
def test_a_window_for_programs_is_a_few_seeks_along_an_index(stage, order, place):
    after = in_the_middle(stage, order) if place == "middle" else None
    thread = stage.thread()
    found = steps(lambda: read_window(thread, order=order, after=after, roots=PAGE_WINDOW_ROOTS))
    assert [step.plan for step in found if step.reads_it_all] == []
    roots, replies, *picks = found
    assert len(picks) <= 1
    assert not roots.sorts, roots.plan
    assert ("roots_by_rank" if order is Order.TOP else "roots_by_time") in roots.plan
    assert IN_ORDER.search(replies.plan), replies.plan
    assert replies.plan.count("Sort  (") <= 1  # PostgreSQL puts the parents in order, never the replies of one


@pytest.mark.parametrize("order", Order)
def test_a_whole_page_of_a_thread_stays_far_below_the_limit_of_queries(stage, order):
    after = in_the_middle(stage, order)
    for only in (None, *Filter):
        found = steps(
            lambda only=only: read_page(stage.thread(), order=order, after=None if only else after, only=only)
        )
        assert len(found) <= MOST_OF_A_PAGE
        assert [step.plan for step in found if step.reads_it_all] == []
    shown = read_page(stage.thread(), order=order, after=after).comments
    assert max(reply.depth for view in shown for deeper in view.replies for reply in deeper.replies) == 2


@pytest.mark.parametrize("only", Filter)
@pytest.mark.parametrize("order", [Order.NEWEST, Order.OLDEST])
def test_the_words_of_some_alone_are_found_along_an_index_of_their_own(stage, only, order):
    first = read_page(stage.thread(), order=order, after=None, only=only)
    found = steps(lambda: read_page(stage.thread(), order=order, after=first.next_cursor, only=only))
    ((words, *_),) = ([step for step in found if "LIMIT 26" in step.sql],)
    assert f"listed_of_{only}" in words.plan
    assert not words.sorts, words.plan
    assert len(first.comments) == PAGE_WINDOW_ROOTS
    assert [one.name for one in first.filters] == list(Filter)


def test_a_reader_who_is_back_looks_at_the_latest_comments_only(stage):
    reader_id = stage.guest().reader_id
    Visit.objects.create(thread_id=stage.thread_id, reader_id=reader_id, seen_at=NOON - timedelta(seconds=3600))
    found = steps(lambda: read_visit(stage.thread_id, reader_id, now=NOON))
    assert len(found) == 3
    assert "late_in_thread" in found[2].plan
    assert ON_POSTGRES or "comments_of_thread" in found[1].plan  # where one thread has almost all, any index will do
    assert "Index" in found[1].plan or not ON_POSTGRES
    assert not found[1].sorts
    assert 0 < len(read_visit(stage.thread_id, reader_id, now=NOON).new) <= NEW_COMMENTS_MAX


def test_the_window_around_the_deepest_comment_is_found_in_one_climb(stage, big):
    found = steps(lambda: read_focus(big.deepest_id, stage.publication_id))
    assert len(found) <= MOST_OF_A_PAGE
    assert [step.plan for step in found if step.reads_it_all] == []
    focus = read_focus(big.deepest_id, stage.publication_id)
    assert focus.comment.depth == DEEP - 1
    assert [view.depth for view in focus.ancestors] == [0, *range(DEEP - 1 - ANCESTORS_SHOWN, DEEP - 1)]
    assert focus.skipped_ancestors == DEEP - 1 - 1 - ANCESTORS_SHOWN


def test_twenty_thousand_answers_come_a_page_at_a_time(stage, big):
    first = steps(lambda: read_replies(big.widest_id, after=None))
    assert len(first) <= 2
    assert IN_ORDER.search(first[0].plan)
    assert not first[0].sorts
    page = read_replies(big.widest_id, after=None)
    then = steps(lambda: read_replies(big.widest_id, after=page.next_cursor))
    assert IN_ORDER.search(then[0].plan)
    assert not then[0].sorts
    assert not {view.id for view in page.replies} & {
        view.id for view in read_replies(big.widest_id, after=page.next_cursor).replies
    }


def test_the_window_around_the_widest_comment_costs_the_same(stage, big):
    found = steps(lambda: read_focus(big.widest_id, stage.publication_id))
    assert len(found) <= MOST_OF_A_PAGE
    assert [step.plan for step in found if step.reads_it_all] == []
    comment = read_comment(big.widest_id, stage.publication_id)
    assert (len(comment.replies), comment.more_replies) == (FIRST_REPLIES, WIDE - FIRST_REPLIES)


def test_a_post_into_the_big_thread_looks_at_none_of_it(stage, big):
    found = steps(lambda: stage.say(by=stage.guest(), parent=big.deepest_id))
    assert [step.plan for step in found if step.reads_it_all] == []
