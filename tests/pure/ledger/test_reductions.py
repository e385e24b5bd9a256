"""Refunds and disputes, split between the gift and the fee that the giver covered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from folkmoot.pure.ledger.journal import Split
from folkmoot.pure.ledger.reductions import ExceededError, Reduction, split_reductions
from tests.cast import NOON

WHOLE = Split(800, 200)


def at(minute: int):
    """Return a time, by the minute."""
    return NOON + timedelta(minutes=minute)


def test_the_gift_goes_first_and_a_payment_that_went_back_whole_leaves_nothing():
    splits = split_reductions(WHOLE, [Reduction("a", 700, at(0)), Reduction("b", 300, at(1))], {})
    assert splits == {"a": Split(700, 0), "b": Split(100, 200)}


def test_more_than_came_in_never_leaves():
    with pytest.raises(ExceededError, match="1 more than there was"):
        split_reductions(WHOLE, [Reduction("a", 700, at(0)), Reduction("b", 301, at(1))], {})


def test_what_came_back_may_leave_again():
    splits = split_reductions(WHOLE, [Reduction("a", 1000, at(0), at(5)), Reduction("b", 1000, at(6))], {})
    assert splits["a"] == splits["b"] == WHOLE


@pytest.mark.parametrize("undone_at", [at(0), at(-1)])
def test_what_comes_back_in_the_second_in_which_it_left_leaves_first(undone_at):
    known = [Reduction("a", 1000, at(0), undone_at), Reduction("b", 1000, at(1))]
    assert split_reductions(WHOLE, known, {}) == {"a": WHOLE, "b": WHOLE}


@given(some.data())
def test_whoever_hears_of_all_at_once_books_what_was_booked_by_whoever_heard_of_each(data):
    known: list[Reduction] = []
    left, minute = WHOLE.total_minor, 0
    for name in "abcd":
        amount = data.draw(some.integers(0, left))
        if not amount:
            continue
        minute += 2
        undone = data.draw(some.booleans())
        known.append(Reduction(name, amount, at(minute), at(minute + 1) if undone else None))
        left -= 0 if undone else amount
    one_by_one: dict[str, Split] = {}
    for heard, one in enumerate(known):  # each is heard of before it is known whether it comes back
        before = [*known[:heard], Reduction(one.ref, one.amount_minor, one.at)]
        one_by_one = split_reductions(WHOLE, before, one_by_one)
    assert split_reductions(WHOLE, known, {}) == one_by_one
