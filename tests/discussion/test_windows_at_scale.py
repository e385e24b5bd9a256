"""Any window of a thread of 100,000: how many statements, and by which index."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.articles.models import Publication
from folkmoot.discussion.models import Comment
from folkmoot.discussion.queries import read_focus, read_replies, read_thread, read_window
from folkmoot.discussion.values import Order
from tests.discussion.big_thread import BigThread, build_big_thread
from tests.discussion.stage import set_stage

pytestmark = [pytest.mark.both_databases, pytest.mark.xdist_group("big_thread")]
SIZE = 100_000
MOST_QUERIES = 15


@pytest.fixture(scope="module")
def big(django_db_setup, django_db_blocker):
    """One thread of 100,000 for all tests here; they only read."""
    with django_db_blocker.unblock():
        stage = set_stage(host="big.example")
        built = build_big_thread(stage.thread_id, SIZE)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield stage.publication_id, built
        with connection.cursor() as cursor:
            for table in ("discussion_comment", "discussion_thread", "articles_page"):
                cursor.execute(f"DELETE FROM {table}")
        Publication.objects.filter(id=stage.publication_id).delete()


@pytest.fixture
def thread(big, db):
    found = read_thread(big[1].thread_id, big[0])
    assert found is not None
    return found


def statements(read) -> list[str]:
    """Return what `read` asks the database."""
    with CaptureQueriesContext(connection) as asked:
        read()
    return [query["sql"] for query in asked.captured_queries]


def plan(statement: str) -> list[str]:
    """Return the steps that the database would take."""
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{explain} {statement}")
        return [str(row[-1]).strip() for row in cursor.fetchall()]


def assert_seeks_only(asked: list[str]) -> None:
    """Fail when a statement reads the whole table or sorts what an index could have given in order."""
    for statement in asked:
        steps = plan(statement)
        if connection.vendor == "sqlite":
            wrong = [step for step in steps if step.startswith("SCAN discussion_comment") or "TEMP B-TREE" in step]
        else:
            wrong = [step for step in steps if "Seq Scan on discussion_comment" in step]
        assert not wrong, (statement, steps)


def third_window(thread, order: Order) -> str:
    cursor = None
    for _ in range(2):
        cursor = read_window(thread, order=order, after=cursor, roots=50).next_cursor
    assert cursor is not None
    return cursor


@pytest.mark.parametrize("order", Order)
def test_a_window_is_a_few_seeks_wherever_it_lies(thread, order):
    after = third_window(thread, order)
    for cursor in (None, after):
        asked = statements(lambda cursor=cursor: read_window(thread, order=order, after=cursor, roots=50))
        assert len(asked) <= MOST_QUERIES
        assert_seeks_only(asked)


@pytest.mark.parametrize("spot", ["deepest_id", "widest_id"])
def test_one_comment_430_levels_down_or_with_20_000_replies_is_a_few_seeks(big, db, spot):
    publication_id, built = big
    comment_id = getattr(built, spot)
    asked = statements(lambda: read_focus(comment_id, publication_id))
    assert len(asked) <= MOST_QUERIES
    assert_seeks_only(asked)


def test_the_replies_of_the_widest_comment_come_in_pages_without_gap_or_repeat(big, db):
    _, built = big
    expected = list(
        Comment.objects.filter(parent_id=built.widest_id)
        .order_by("created_at", "id")
        .values_list("id", flat=True)[:200]
    )
    seen: list[int] = []
    cursor = None
    while len(seen) < 200:
        page = read_replies(built.widest_id, after=cursor, limit=50)
        seen += [reply.id for reply in page.replies]
        cursor = page.next_cursor
    assert seen == expected


@pytest.mark.parametrize("order", Order)
def test_following_windows_show_every_root_once_in_order(thread, order):
    seen: list[tuple] = []
    cursor = None
    for _ in range(5):
        window = read_window(thread, order=order, after=cursor, roots=50)
        seen += [(comment.created_at, comment.net, comment.id) for comment in window.comments]
        cursor = window.next_cursor
    rank = {
        Order.NEWEST: lambda item: (item[0], item[2]),
        Order.OLDEST: lambda item: (item[0], item[2]),
        Order.TOP: lambda item: (item[1], item[2]),
    }[order]
    assert seen == sorted(seen, key=rank, reverse=order is not Order.OLDEST)
    assert len({item[2] for item in seen}) == 250


def test_each_root_shows_its_first_three_replies(thread):
    window = read_window(thread, order=Order.OLDEST, after=None, roots=50)
    for root in window.comments:
        expected = Comment.objects.filter(parent_id=root.id).order_by("created_at", "id")[:3]
        assert [reply.id for reply in root.replies] == [reply.id for reply in expected]
        assert root.more_replies == Comment.objects.filter(parent_id=root.id).count() - len(root.replies)


def test_the_fixture_is_as_large_as_it_says(big, db):
    _, built = big
    assert isinstance(built, BigThread)
    assert Comment.objects.filter(thread_id=built.thread_id).count() == SIZE
    assert Comment.objects.get(id=built.deepest_id).depth == 430
    assert Comment.objects.get(id=built.widest_id).reply_count >= 20_000
