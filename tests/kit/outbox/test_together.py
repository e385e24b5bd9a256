"""Handlers that take many facts at once."""

from __future__ import annotations

import pytest

from folkmoot.kit.outbox.drain import GATHERED_WITHIN, Drain
from folkmoot.kit.outbox.together import Together
from tests.cast import NOON
from tests.kit.outbox.facts import Ignored, Noted
from tests.kit.outbox.test_drain import run_out

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def test_what_waits_is_handed_over_at_once_and_a_bad_fact_holds_up_nobody_before_it(follow, note):
    batches: list[list[int]] = []

    def handle(facts) -> None:
        if any(fact.number == 5 for fact in facts):
            raise ValueError(5)
        batches.append([fact.number for fact in facts])

    together = Together(handle)
    follow({Noted: [("notes", together)], Ignored: [("notes", together)]})
    for number in (1, 2, 3):
        note(number, fact=Ignored if number == 2 else Noted)
    drain = Drain()
    run_out(drain)
    assert batches == [[1, 2, 3]]
    for number in (4, 5, 6):
        note(number)
    run_out(drain)
    assert batches[1:] == []  # more may come: a crowd costs little more than one
    run_out(drain, NOON + GATHERED_WITHIN)
    assert batches[1:] == [[4]]


def test_who_leaves_hands_over_what_was_gathered(follow, note):
    batches: list[list[int]] = []
    together = Together(lambda facts: batches.append([fact.number for fact in facts]))
    follow({Noted: [("notes", together)]})
    drain = Drain()
    note(1)
    run_out(drain)
    note(2)
    run_out(drain)
    drain.save_places(NOON)
    assert batches == [[1], [2]]


def test_a_name_shared_with_an_ordinary_handler_is_brought_its_facts_one_by_one(follow, note, kept):
    sizes: list[int] = []
    follow({Noted: [("notes", Together(lambda facts: sizes.append(len(facts))))], Ignored: [("notes", kept)]})
    note(1)
    note(2)
    run_out(Drain())
    assert sizes == [1, 1]
