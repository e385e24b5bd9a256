from __future__ import annotations

import errno
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from folkmoot.kit.outbox import drain as drain_module
from folkmoot.kit.outbox.drain import TRIES, Drain
from folkmoot.kit.outbox.emit import Ports
from folkmoot.kit.outbox.models import DrainState, HandlerCursor, OutboxEntry, ParkedFact
from folkmoot.kit.outbox.sequence import Told, facts_after, in_order, last_seq, stamp
from tests.cast import NOON
from tests.kit.outbox.facts import Ignored, Kept, Listening, Noted
from tests.plugin import ON_POSTGRES

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def run_out(drain: Drain, now=NOON) -> int:
    """Run until nothing is handled any more; return how much was."""
    total = 0
    while handled := drain.run_once(now):
        total += handled
    return total


def test_every_handler_gets_the_facts_it_wants_in_order_and_once(follow, note, kept):
    both = Kept()
    follow({Noted: [("notes", kept), ("both", both)], Ignored: [("both", both)]})
    for number in range(5):
        note(number, fact=Ignored if number == 2 else Noted)
    drain = Drain()
    run_out(drain)
    note(5)
    run_out(drain)
    assert kept.numbers == [0, 1, 3, 4, 5]
    assert both.numbers == [0, 1, 2, 3, 4, 5]


def test_a_new_owner_goes_on_where_the_last_one_was(follow, note, kept):
    follow({Noted: [("notes", kept)]})
    note(1)
    run_out(Drain())
    note(2)
    run_out(Drain())
    assert kept.numbers == [1, 2]


def test_a_handler_added_later_gets_what_is_kept(follow, note, kept):
    note(1)
    run_out(Drain())
    follow({Noted: [("late", kept)]})
    run_out(Drain())
    assert kept.numbers == [1]


def test_more_facts_than_a_batch_are_handled_in_several_passes(follow, note, kept, monkeypatch):
    monkeypatch.setattr(drain_module, "BATCH", 3)
    follow({Noted: [("notes", kept)]})
    for number in range(8):
        note(number)
    drain = Drain()
    drain.run_once(NOON)
    assert kept.numbers == [0, 1, 2]
    run_out(drain)
    assert kept.numbers == list(range(8))


def test_a_full_disk_is_no_fault_of_the_handler_however_long_it_lasts(follow, note, kept):
    full = [OSError(errno.ENOSPC, "no room")] * (TRIES + 1)

    def keep(fact) -> None:
        if full:
            raise full.pop()
        kept(fact)

    follow({Noted: [("notes", keep)]})
    note(1)
    while full:
        with pytest.raises(OSError, match="no room"):
            Drain().run_once(NOON)
    run_out(Drain())
    assert kept.numbers == [1]
    assert not ParkedFact.objects.exists()


def test_a_handler_that_fails_waits_longer_each_time_and_the_others_go_on(follow, note, kept):
    failing = Kept()
    failing.failing = {2}
    follow({Noted: [("failing", failing), ("notes", kept)]})
    for number in range(1, 4):
        note(number)
    drain, now = Drain(), NOON
    run_out(drain, now)
    assert (failing.numbers, kept.numbers) == ([1], [1, 2, 3])
    for wait_s in (1, 2, 4, 8):
        cursor = HandlerCursor.objects.get(name="failing")
        assert cursor.retry_at == now + timedelta(seconds=wait_s)
        run_out(drain, now + timedelta(seconds=wait_s - 0.5))
        assert HandlerCursor.objects.get(name="failing").failures == cursor.failures
        now += timedelta(seconds=wait_s)
        run_out(drain, now)
    failing.failing.clear()
    run_out(drain, now + timedelta(seconds=16))
    assert failing.numbers == [1, 2, 3]
    assert HandlerCursor.objects.get(name="failing").failures == 0


def test_the_tenth_failure_parks_the_fact_and_the_handler_goes_on(follow, note, kept):
    kept.failing = {1}
    follow({Noted: [("notes", kept)]})
    note(1)
    note(2)
    drain = Drain()
    for hour in range(TRIES - 1):
        run_out(drain, NOON + timedelta(hours=hour))
    assert not ParkedFact.objects.exists()
    run_out(drain, NOON + timedelta(hours=TRIES))
    run_out(drain, NOON + timedelta(hours=TRIES))
    parked = ParkedFact.objects.get()
    assert (parked.handler, parked.error) == ("notes", "ValueError: cannot handle 1")
    assert kept.numbers == [2]
    run_out(Drain(), NOON + timedelta(days=1))
    assert kept.numbers == [2]


def test_failures_are_remembered_by_the_next_owner(follow, note, kept):
    kept.failing = {1}
    follow({Noted: [("notes", kept)]})
    note(1)
    run_out(Drain())
    run_out(Drain())
    assert HandlerCursor.objects.get(name="notes").failures == 1


def test_a_payload_that_cannot_be_read_is_a_failure_like_any_other(follow, note, kept):
    follow({Noted: [("notes", kept)]})
    note(1)
    OutboxEntry.objects.update(payload={"number": 1})
    run_out(Drain())
    assert HandlerCursor.objects.get(name="notes").failures == 1


def test_surrogate_keys_are_told_again_for_every_fact(follow, note, monkeypatch):
    pages = Listening()
    monkeypatch.setattr(Ports, "pages", pages)
    note(1)
    note(2, fact=Ignored)
    note(3)
    run_out(Drain())
    assert [change.keys for change in pages.again] == [("note-1",), ("note-3",)]


def test_what_was_told_is_not_told_again_and_holds_up_nobody(follow, note, monkeypatch):
    pages = Listening()
    monkeypatch.setattr(Ports, "pages", pages)
    monkeypatch.setattr(drain_module, "BATCH", 2)
    for number in range(5):
        note(number)
    facts = list(OutboxEntry.objects.order_by("id").values_list("id", flat=True))
    pages.known = {*facts[:3], facts[4]}
    drain = Drain()
    assert run_out(drain) == 5
    assert [change.keys for change in pages.again] == [("note-3",)]
    note(5)
    run_out(drain)
    assert [change.keys for change in pages.again] == [("note-3",), ("note-5",)]


def test_what_costs_nothing_to_tell_again_is_saved_at_most_every_five_seconds(follow, note, monkeypatch):
    monkeypatch.setattr(Ports, "pages", Listening())
    monkeypatch.setattr(drain_module, "SKIPPED_UNSAVED", 1_000_000)  # a database that was used may begin far on
    drain = Drain()
    note(1)
    drain.run_once(NOON)
    assert not HandlerCursor.objects.exists()
    drain.run_once(NOON + drain_module.SAVED_WITHIN)
    assert HandlerCursor.objects.get().seq == last_seq()


def test_whoever_leaves_saves_all_places(follow, note, kept, monkeypatch):
    follow({Noted: [("notes", kept)]})
    monkeypatch.setattr(Ports, "pages", Listening())
    drain = Drain()
    note(1)
    note(2, fact=Ignored)
    drain.run_once(NOON)
    drain.save_places(NOON)
    assert set(HandlerCursor.objects.values_list("seq", flat=True)) == {last_seq()}


def test_places_of_handlers_that_want_little_are_saved_now_and_then(follow, note, kept, monkeypatch):
    monkeypatch.setattr(drain_module, "SKIPPED_UNSAVED", 4)
    follow({Noted: [("notes", kept)]})
    drain = Drain()
    for number in range(6):
        note(number, fact=Ignored)
        run_out(drain)
    assert HandlerCursor.objects.get(name="notes").seq >= 4


def test_a_pass_with_nothing_new_costs_at_most_two_queries(follow, note, kept, django_assert_max_num_queries):
    follow({Noted: [(f"handler {number}", kept) for number in range(10)]})
    note(1)
    drain = Drain()
    run_out(drain)
    with django_assert_max_num_queries(2):
        assert drain.run_once(NOON) == 0


def test_readers_follow_the_sequence_and_skip_what_they_cannot_read(note):
    for number in range(4):
        note(number)
    OutboxEntry.objects.filter(payload__number__in=[1, 2]).update(kind="test.from_the_future")
    stamp()
    first = facts_after(0, 1)
    assert [told.fact.number for told in first] == [0]
    rest = facts_after(first[-1].seq, 1)
    assert [told.fact.number for told in rest] == [3]
    assert rest[-1] == Told(last_seq(), Noted(publication_id=1, at=NOON, number=3))
    assert facts_after(rest[-1].seq, 10) == ()


@pytest.mark.skipif(not ON_POSTGRES, reason="on SQLite the id is the number")
def test_a_fact_without_a_number_is_not_seen_yet(note):
    note(1)
    assert facts_after(0, 10) == ()
    assert stamp() == 1
    assert stamp() == 0
    assert len(facts_after(0, 10)) == 1


def test_numbers_go_on_after_all_facts_were_purged(note):
    note(1)
    stamp()
    before = last_seq()
    OutboxEntry.objects.all().delete()
    note(2)
    stamp()
    assert last_seq() == before + 1
    assert in_order(after=before).count() == 1


@pytest.mark.skipif(not ON_POSTGRES, reason="on SQLite nothing is stamped")
def test_a_zombie_that_stamps_from_an_old_number_is_fenced_off(note):
    note(1)
    stamp()
    DrainState.objects.update(last_seq=0)  # what it would believe
    note(2)
    with pytest.raises(IntegrityError), transaction.atomic():
        stamp()
