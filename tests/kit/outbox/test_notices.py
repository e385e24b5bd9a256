"""Notices of PostgreSQL: what is announced, when it arrives, and that nothing else does."""

from __future__ import annotations

import itertools

import pytest
from django.db import connection, transaction

from folkmoot.kit.outbox.changes import Change
from folkmoot.kit.outbox.link import Heard, Link
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.kit.outbox.notices import LONGEST_BYTES, announce, from_notice, to_notice
from tests.kit.outbox.facts import Ignored
from tests.plugin import ON_POSTGRES

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
on_postgres = pytest.mark.skipif(not ON_POSTGRES, reason="one machine has nobody to tell")
PATIENCE_S = 10
WORDS = itertools.count()
CHANGE = Change(fact_id=7, keys=("thread-1", "comment-2"), takedown=True)


@pytest.fixture
def link():
    """Return a link that listens already."""
    with Link() as link:
        assert heard_by_now(link) == []
        yield link


def heard_by_now(link):
    """Return the changes that were committed before now: a ping comes after them."""
    word = str(next(WORDS))
    heard = []
    while not link.ping(word):
        heard += link.hear(PATIENCE_S)
    while Heard(is_ping=True, words=word) not in heard:
        heard += link.hear(PATIENCE_S)
    return [from_notice(notice.words) for notice in heard if not notice.is_ping]


def test_a_notice_says_what_the_change_was():
    assert from_notice(to_notice(CHANGE)) == CHANGE


def test_more_keys_than_a_notice_can_carry_are_everything():
    longest = Change(
        fact_id=7, keys=("k" * (LONGEST_BYTES - len(to_notice(Change(7, ("",), takedown=True)))),), takedown=True
    )
    assert from_notice(to_notice(longest)) == longest
    longer = Change(fact_id=7, keys=("k" + longest.keys[0],), takedown=True)
    assert from_notice(to_notice(longer)) is None


@pytest.mark.parametrize("notice", ["", "{", "[]", "7", '{"fact":7}', '{"fact":7,"keys":null,"takedown":true}'])
def test_what_cannot_be_read_is_everything(notice):
    assert from_notice(notice) is None


def test_a_thousand_keys_can_be_announced():
    many = Change(fact_id=7, keys=tuple(f"comment-{number}" for number in range(1000)), takedown=False)
    with transaction.atomic():
        announce(many)


@pytest.mark.skipif(ON_POSTGRES, reason="PostgreSQL has somebody to tell")
def test_on_sqlite_nothing_is_said(django_assert_num_queries):
    with django_assert_num_queries(0):
        announce(CHANGE)


@on_postgres
def test_the_commit_announces_and_nothing_else_does(link):
    with transaction.atomic():
        announce(CHANGE)
        # Another connection's ping is heard, so ours would be, had it been sent before its commit.
        assert heard_by_now(link) == []
    assert heard_by_now(link) == [CHANGE]


@on_postgres
def test_a_rollback_announces_nothing(link):
    with transaction.atomic():
        announce(CHANGE)
        transaction.set_rollback(True)
    assert heard_by_now(link) == []


@on_postgres
def test_a_savepoint_that_is_rolled_back_announces_nothing(link):
    with transaction.atomic():
        announce(Change(1, ("kept",), takedown=False))
        with transaction.atomic():
            announce(CHANGE)
            transaction.set_rollback(True)
    assert heard_by_now(link) == [Change(1, ("kept",), takedown=False)]


@on_postgres
def test_changes_are_heard_in_the_order_of_their_commits(link):
    changes = [Change(number, (f"comment-{number}",), takedown=bool(number % 2)) for number in (5, 3, 4, 1)]
    for change in changes:
        with transaction.atomic():
            announce(change)
    assert heard_by_now(link) == changes


@on_postgres
def test_a_fact_is_announced_with_the_id_of_its_row(link, note):
    note(4)
    assert heard_by_now(link) == [Change(OutboxEntry.objects.get().id, ("note-4",), takedown=False)]


@on_postgres
def test_a_fact_that_changes_no_page_is_not_announced(link, note):
    note(4, fact=Ignored)
    assert heard_by_now(link) == []


@on_postgres
def test_an_announcement_needs_no_listener(note):
    note(1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notification_queue_usage()")
        assert cursor.fetchone() == (0,)
