from __future__ import annotations

import threading
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import close_old_connections, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from folkmoot.kit.ratelimit import EPOCH, Limit, Rate, purge_limits, take
from tests.cast import NOON

pytestmark = pytest.mark.both_databases
POSTS = Rate("post|1|somewhere", count=3, per_s=60, burst=5)


class ExactGcra:
    """The rule in exact fractions, one TAT per key, nothing shared with what is tested."""

    def __init__(self) -> None:
        self.tats_s: dict[str, Fraction] = {}

    def take(self, rates: list[Rate], now_s: Fraction) -> bool:
        after = {}
        for rate in rates:
            interval_s = Fraction(rate.per_s, rate.count)
            tat_s = max(self.tats_s.get(rate.key, now_s), now_s)
            if tat_s + interval_s - now_s > rate.burst * interval_s:
                return False
            after[rate.key] = tat_s + interval_s
        self.tats_s.update(after)
        return True


@pytest.mark.django_db
def test_the_burst_passes_at_once_and_then_the_steady_rate():
    assert [take(POSTS, now=NOON) for _ in range(6)] == [None] * 5 + [20]
    assert take(POSTS, now=NOON + timedelta(seconds=19.2)) == 1
    assert take(POSTS, now=NOON + timedelta(seconds=20)) is None
    assert take(POSTS, now=NOON + timedelta(seconds=20)) == 20


@pytest.mark.django_db
def test_a_refusal_takes_nothing_from_the_other_rates_and_names_the_longest_wait():
    narrow = Rate("narrow", count=1, per_s=100, burst=1)
    slower = Rate("slower", count=1, per_s=300, burst=1)
    assert take(narrow, slower, now=NOON) is None
    for _ in range(3):
        assert take(POSTS, narrow, slower, now=NOON) == 300
    assert [take(POSTS, now=NOON) for _ in range(6)] == [None] * 5 + [20]


@pytest.mark.django_db
def test_keys_are_stored_as_hashes_only():
    take(Rate("post|" + "x" * 500, count=1, per_s=1, burst=1), now=NOON)
    assert [len(key) for key in Limit.objects.values_list("key", flat=True)] == [32]


@pytest.mark.django_db
def test_a_key_is_purged_when_its_whole_burst_is_there_again():
    take(POSTS, now=NOON)
    assert purge_limits(now=NOON + timedelta(seconds=20)) == 0
    assert purge_limits(now=NOON + timedelta(seconds=21)) == 1
    assert take(POSTS, now=NOON + timedelta(seconds=21)) is None


@pytest.mark.django_db(transaction=True)
def test_taking_inside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        take(POSTS, now=NOON)


STEPS = st.lists(
    st.tuples(st.integers(0, 90_000), st.sets(st.integers(0, 2), min_size=1)),  # milliseconds later, which rates
    max_size=25,
)
RATES = st.tuples(*[st.tuples(st.sampled_from([1, 2, 4, 5]), st.integers(1, 60), st.integers(1, 4))] * 3)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, figures=RATES)
def test_it_allows_exactly_what_the_rule_allows_and_says_when_to_come_back(steps, figures):
    Limit.objects.all().delete()
    rates = [Rate(f"key {number}", *figure) for number, figure in enumerate(figures)]
    model, now = ExactGcra(), NOON
    for later_ms, chosen in steps:
        now += timedelta(milliseconds=later_ms)
        asked = [rates[number] for number in chosen]
        wait_s = take(*asked, now=now)
        assert (wait_s is None) == model.take(asked, Fraction((now - NOON) // timedelta(microseconds=1), 10**6))
        if wait_s is not None:
            assert_right_wait(asked, now, wait_s)


def assert_right_wait(asked, now, wait_s):
    """A second before the time given it is still refused (unless that is now), at the time given it is allowed."""
    if wait_s > 1:
        assert take(*asked, now=now + timedelta(seconds=wait_s - 1)) is not None
    savepoint = transaction.savepoint()
    assert take(*asked, now=now + timedelta(seconds=wait_s)) is None
    transaction.savepoint_rollback(savepoint)


@pytest.mark.django_db(transaction=True)
def test_32_takers_at_once_never_get_more_than_the_burst_and_the_rate():
    rate, other = Rate("shared", count=10, per_s=1, burst=7), Rate("also shared", count=1, per_s=1000, burst=1000)
    allowed, gate = [], threading.Barrier(32)

    def taker(number: int) -> None:
        close_old_connections()
        gate.wait()
        for tenth in range(4):
            now = NOON + timedelta(milliseconds=100 * tenth)
            pair = (rate, other) if number % 2 else (other, rate)
            if take(*pair, now=now) is None:
                allowed.append(now)
        connections.close_all()

    threads = [threading.Thread(target=taker, args=(number,)) for number in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 7 <= len(allowed) <= 7 + 3
    taken_us = Limit.objects.get(key=other.hashed_key).tat_us - (NOON - EPOCH) // timedelta(microseconds=1)
    assert taken_us // other.interval_us == len(allowed)  # a refusal by the first rate took nothing from the second
