from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from folkmoot.kit.outbox.backlog import PURGED_AT_ONCE, HandlerBacklog, backlog, oldest_untried, purge_facts
from folkmoot.kit.outbox.drain import SAVED_WITHIN, TRIES, Drain
from folkmoot.kit.outbox.emit import Ports
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.kit.outbox.sequence import stamp
from tests.cast import NOON
from tests.kit.outbox.facts import Ignored, Listening, Noted

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]
WEEK_LATER = NOON + timedelta(days=7, minutes=1)


def test_the_backlog_says_who_is_behind_and_why(follow, note, kept):
    kept.failing = {2}
    follow({Noted: [("notes", kept)]})
    for number in (1, 2, 3):
        note(number, at=NOON + timedelta(minutes=number))
    note(4, fact=Ignored)
    Drain().run_once(NOON)
    (notes,) = backlog().handlers
    assert notes == HandlerBacklog(
        name="notes",
        waiting=2,
        oldest_at=NOON + timedelta(minutes=2),
        failures=1,
        retry_at=NOON + timedelta(seconds=1),
        parked=0,
    )
    assert backlog().waiting == 2


def test_the_backlog_counts_what_was_given_up_on(follow, note, kept):
    kept.failing = {1}
    follow({Noted: [("notes", kept)]})
    note(1)
    drain = Drain()
    for hour in range(TRIES):
        drain.run_once(NOON + timedelta(hours=hour))
    (notes,) = backlog().handlers
    assert (notes.waiting, notes.failures, notes.parked) == (0, 0, 1)


def test_the_telling_of_keys_is_followed_like_a_handler(monkeypatch, note):
    monkeypatch.setattr(Ports, "pages", Listening())
    note(1)
    drain = Drain()
    drain.run_once(NOON)
    drain.run_once(NOON + SAVED_WITHIN)
    (told_again,) = (handler for handler in backlog().handlers if handler.name == "kit.after_commit")
    assert (told_again.waiting, told_again.oldest_at) == (0, None)


def test_before_the_first_pass_everything_waits(follow, note, kept):
    follow({Noted: [("notes", kept)]})
    note(1)
    assert backlog().waiting == 1


def test_what_nobody_tried_is_told_from_what_failed(follow, note, kept):
    kept.failing = {1}
    follow({Noted: [("notes", kept)]})
    assert oldest_untried() is None
    note(1)
    note(2, at=NOON + timedelta(minutes=1))
    assert oldest_untried() == NOON
    Drain().run_once(NOON)
    assert oldest_untried() is None


@pytest.mark.skipif(connection.vendor == "sqlite", reason="only PostgreSQL gives facts their place afterwards")
def test_a_fact_that_nobody_gave_a_place_waits_even_without_handlers(follow, note):
    note(1, at=NOON + timedelta(minutes=1))
    note(2)
    assert (backlog().unstamped, backlog().unstamped_at) == (2, NOON + timedelta(minutes=1))
    assert oldest_untried() == NOON + timedelta(minutes=1)
    stamp()
    assert oldest_untried() is None


def test_facts_go_after_a_week_but_not_before(follow, note):
    note(1)
    Drain().run_once(NOON)
    assert purge_facts(now=NOON + timedelta(days=6)) == 0
    assert purge_facts(now=WEEK_LATER) == 1
    assert not OutboxEntry.objects.exists()


def test_facts_that_somebody_still_needs_stay_however_old(follow, note, kept):
    kept.failing = {2}
    follow({Noted: [("notes", kept)]})
    for number in (1, 2, 3):
        note(number)
    stamp()
    assert purge_facts(now=WEEK_LATER) == 0
    Drain().run_once(NOON)
    assert purge_facts(now=WEEK_LATER) == 1
    assert [entry.payload["number"] for entry in OutboxEntry.objects.order_by("id")] == [2, 3]


def test_an_old_fact_that_arrives_in_the_middle_of_a_purge_stays(follow, note, kept):
    """An import writes facts dated years ago; nobody has handled them yet."""
    follow({Noted: [("notes", kept)]})
    arriving = [1]

    def arrive_before_the_choice(execute, sql, params, many, context):
        if f"LIMIT {PURGED_AT_ONCE}" in sql and arriving:
            note(arriving.pop())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(arrive_before_the_choice):
        assert purge_facts(now=WEEK_LATER) == 0
    assert not arriving
    Drain().run_once(NOON)
    assert kept.numbers == [1]
