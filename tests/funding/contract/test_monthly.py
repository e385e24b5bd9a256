"""A gift that renews, through each provider."""

from __future__ import annotations

import random

import pytest

from folkmoot.funding.models import Payout
from folkmoot.funding.values import Frequency
from tests.funding.contract.house import Able

pytestmark = pytest.mark.both_databases
RETURN = "https://paper.example/my/giving/token/"


@pytest.fixture
def monthly(giving):
    """A gift of ten a month, whose first payment came."""
    return giving.paid(1000, Frequency.MONTHLY)


def test_each_renewal_counts_and_is_known_as_one(giving, monthly):
    assert (giving.raised, giving.fresh(monthly).state) == (1000, "active")
    for _ in range(2):
        giving.house.wait(30)
        giving.house.renew(monthly.checkout_ref)
        giving.hear()
    assert giving.raised == 3000
    assert [payment.renewal for payment in giving.payments(monthly)] == [False, True, True]
    if Able.FORESEES not in giving.house.cannot:
        assert giving.fresh(monthly).next_at > giving.house.now()


def test_a_renewal_that_fails_says_why_and_is_active_again_when_it_was_mended(giving, monthly):
    giving.needs(Able.DECLINES)
    giving.house.wait(30)
    giving.house.renew(monthly.checkout_ref, works=False)
    giving.hear()
    failing = giving.fresh(monthly)
    assert (giving.raised, failing.state) == (1000, "failing")
    assert failing.failure
    giving.house.mend(monthly.checkout_ref)
    giving.hear()
    mended = giving.fresh(monthly)
    assert (giving.raised, mended.state, mended.failure) == (2000, "active", "")


def test_paused_nothing_renews_and_resumed_it_does(giving, monthly):
    giving.needs(Able.PAUSES)
    provider, given = giving.house.provider, giving.given(monthly)
    for do, state in ((provider.pause, "paused"), (provider.resume, "active"), (provider.pause, "paused")):
        do(given)
        giving.hear()
        assert giving.fresh(monthly).state == state
    giving.house.wait(30)
    giving.house.renew(monthly.checkout_ref)
    giving.hear()
    assert giving.raised == 1000
    provider.resume(given)
    giving.house.wait(30)
    giving.house.renew(monthly.checkout_ref)
    giving.hear()
    assert giving.raised == 2000


def test_another_amount_holds_from_the_next_renewal_on(giving, monthly):
    giving.needs(Able.CHANGES)
    monthly.agreed = [*monthly.agreed, [2500, 0]]
    monthly.save(update_fields=["agreed"])
    for _ in range(2):
        giving.house.provider.change_amount(giving.given(monthly), total_minor=2500, key="change-key-of-ours-1")
    assert giving.raised == 1000
    giving.house.wait(30)
    giving.house.renew(monthly.checkout_ref)
    giving.hear()
    assert giving.raised == 3500


def test_what_was_ended_has_ended_also_the_second_time(giving, monthly):
    giving.needs(Able.ENDS)
    for _ in range(2):
        giving.house.provider.cancel(giving.given(monthly))
    giving.hear()
    ended = giving.fresh(monthly)
    assert (ended.state, giving.raised, ended.next_at) == ("ended", 1000, None)
    assert ended.ended_at is not None


def test_the_page_to_mend_a_card_is_an_address(giving, monthly):
    giving.needs(Able.CHANGES)
    url = giving.house.provider.portal_url(giving.given(monthly), return_url=RETURN)
    assert url.startswith("http")


def test_a_refund_and_a_dispute_of_a_renewal_are_found_by_their_payment(giving, monthly):
    giving.needs(Able.REFUNDS, Able.ASKS_BACK)
    giving.house.wait(30)
    giving.house.renew(monthly.checkout_ref)
    giving.hear()
    giving.house.refund_outside(monthly.checkout_ref, 250)
    giving.hear()
    assert [payment.refunded_minor for payment in giving.payments(monthly)] == [0, 250]
    giving.house.wait(30)
    giving.house.renew(monthly.checkout_ref)
    giving.house.ask_back(monthly.checkout_ref)
    giving.hear()
    assert giving.raised == 1750


def test_what_was_paid_out_is_known_with_the_payments_in_it(giving, monthly):
    giving.needs(Able.PAYS_OUT)
    giving.house.wait(2)
    giving.house.pay_out()
    giving.house.wait(1)
    giving.reconcile()
    giving.reconcile()
    (payment,) = giving.payments(monthly)
    payout = Payout.objects.get()
    assert payment.payout_ref == payout.ref
    assert payout.amount_minor == 1000 - payment.fee_minor


@pytest.mark.parametrize("seed", range(6))
def test_however_the_messages_come_the_journal_is_that_of_the_plain_order(giving, seed):
    giving.needs(Able.TELLS, Able.DEBITS, Able.ASKS_BACK)
    dice, began_at = random.Random(seed), giving.house.now()
    once, later, monthly = giving.begin(700), giving.begin(900), giving.begin(1100, Frequency.MONTHLY)
    house = giving.house
    house.pay(once.checkout_ref)
    house.pay(monthly.checkout_ref)
    house.pay_later(later.checkout_ref)
    house.wait(6)
    house.settle(later.checkout_ref, came=True)
    house.refund_outside(once.checkout_ref, 200)
    house.wait(24)
    house.renew(monthly.checkout_ref)
    house.ask_back(monthly.checkout_ref)
    house.decide(monthly.checkout_ref, won=True)
    messages = house.messages()
    heard = [message for message in (*messages, *messages) if dice.random() < 0.6]
    dice.shuffle(heard)
    giving.hear(heard)
    giving.reconcile(began_at)
    assert giving.raised == 500 + 900 + 2 * 1100
    assert sorted(giving.kinds()).count("charge") == 4
    assert {"refund", "dispute-opened", "dispute-won"} <= set(giving.kinds())
