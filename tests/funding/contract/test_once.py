"""A single gift, through each provider: what counts, what does not, and what goes back."""

from __future__ import annotations

import pytest

from folkmoot.funding.models import ProviderEvent
from folkmoot.funding.ports import ProviderDownError, ProviderRefusedError
from tests.funding.contract.house import Able

pytestmark = pytest.mark.both_databases


def test_the_same_order_leads_to_the_same_page_and_another_try_to_another_if_pages_are_left(giving):
    contribution = giving.begin()
    order = giving.order(contribution)
    again = giving.house.provider.create_checkout(order)
    assert (again.ref, again.url) == (contribution.checkout_ref, contribution.checkout_url)
    another = giving.house.provider.create_checkout(giving.order(contribution, again=1))
    assert (another.ref == again.ref) is (Able.RETRIES in giving.house.cannot)


def test_what_was_paid_counts_once_however_often_and_in_whatever_order_it_is_told(giving):
    contribution = giving.begin(1000)
    giving.house.pay(contribution.checkout_ref)
    messages = giving.house.messages()
    giving.hear([*reversed(messages), *messages])
    (payment,) = giving.payments(contribution)
    assert giving.raised == 1000
    assert (payment.state, giving.fresh(contribution).state) == ("paid", "done")
    assert payment.fee_minor is not None
    assert giving.kinds() == (["charge", "fee"] if payment.fee_minor else ["charge"])


def test_what_no_message_told_is_found_by_reconciliation_which_changes_nothing_the_second_time(giving):
    giving.needs(Able.ASKED)
    contribution = giving.begin(1000)
    giving.house.pay(contribution.checkout_ref)
    giving.house.wait(1)
    giving.reconcile()
    journal = giving.journal()
    assert giving.raised == 1000
    giving.reconcile()
    giving.hear()
    assert giving.journal() == journal


def test_a_page_that_nobody_paid_on_is_given_up_and_nothing_counts(giving):
    giving.needs(Able.LEAVES)
    contribution = giving.begin()
    giving.house.abandon(contribution.checkout_ref)
    giving.hear()
    assert (giving.raised, giving.fresh(contribution).state) == (0, "abandoned")


def test_a_card_that_was_declined_counts_nothing_until_another_one_pays(giving):
    giving.needs(Able.DECLINES)
    contribution = giving.begin(1000)
    giving.house.decline(contribution.checkout_ref)
    giving.hear()
    (payment,) = giving.payments(contribution)
    assert (payment.state, bool(payment.failure), giving.raised) == ("failed", True, 0)
    giving.house.pay(contribution.checkout_ref)
    giving.hear()
    assert giving.raised == 1000
    assert [one.state for one in giving.payments(contribution)][-1] == "paid"


def test_a_bank_that_wants_to_see_the_giver_first_counts_when_it_has(giving):
    giving.needs(Able.DECLINES)
    contribution = giving.begin(1000)
    giving.house.need_authentication(contribution.checkout_ref)
    giving.reconcile()
    assert giving.raised == 0
    giving.house.pay(contribution.checkout_ref)
    giving.hear()
    assert giving.raised == 1000


@pytest.mark.parametrize("came", [True, False])
def test_money_that_takes_days_counts_when_it_has_come_and_not_before(giving, came):
    giving.needs(Able.DEBITS)
    contribution = giving.begin(1000)
    giving.house.pay_later(contribution.checkout_ref)
    giving.hear()
    assert (giving.raised, giving.payments(contribution)[0].state) == (0, "pending")
    settled_at = giving.house.wait(5)
    giving.house.settle(contribution.checkout_ref, came=came)
    giving.hear()
    (payment,) = giving.payments(contribution)
    assert (giving.raised, payment.state) == ((1000, "paid") if came else (0, "failed"))
    if came:
        assert payment.paid_at == settled_at


def test_a_refund_of_ours_is_sent_once_a_key_and_never_more_than_came(giving):
    giving.needs(Able.REFUNDS)
    contribution = giving.paid(1000)
    (payment,) = giving.payments(contribution)
    refund = giving.house.provider.refund
    given = giving.given(contribution)
    for _ in range(2):
        refund(given, charge_ref=payment.ref, amount_minor=300, key="refund-key-of-ours-1")
    giving.house.wait(2)  # longer than a provider remembers keys
    refund(given, charge_ref=payment.ref, amount_minor=300, key="refund-key-of-ours-1")
    giving.hear()
    assert giving.raised == 700
    with pytest.raises(ProviderRefusedError):
        refund(given, charge_ref=payment.ref, amount_minor=701, key="refund-key-of-ours-2")
    refund(given, charge_ref=payment.ref, amount_minor=700, key="refund-key-of-ours-3")
    giving.hear()
    assert giving.raised == 0


def test_a_refund_made_at_the_provider_is_found(giving):
    giving.needs(Able.REFUNDS)
    contribution = giving.paid(1000)
    giving.house.refund_outside(contribution.checkout_ref, 400)
    giving.house.messages()
    giving.reconcile()
    assert (giving.raised, giving.payments(contribution)[0].refunded_minor) == (600, 400)


@pytest.mark.parametrize("won", [True, False])
def test_what_a_bank_asks_back_counts_no_longer_and_again_when_it_is_ours(giving, won):
    giving.needs(Able.ASKS_BACK)
    contribution = giving.paid(1000)
    giving.house.ask_back(contribution.checkout_ref)
    giving.hear()
    assert giving.raised == 0
    giving.house.wait(20)
    giving.house.decide(contribution.checkout_ref, won=won)
    giving.hear()
    assert giving.raised == (1000 if won else 0)
    assert giving.kinds()[-1] == ("dispute-won" if won else "dispute-lost")


def test_a_message_that_comes_while_nobody_can_be_asked_is_kept_and_done_later(giving):
    giving.needs(Able.TELLS, Able.ASKED)
    contribution = giving.begin(1000)
    giving.house.pay(contribution.checkout_ref)
    giving.house.break_line()
    message, *_ = giving.house.messages()
    with pytest.raises(ProviderDownError):
        giving.hear([message])
    assert (giving.raised, ProviderEvent.objects.get().done_at) == (0, None)
    assert giving.reconcile().down == [giving.house.provider.code]
    giving.house.mend_line()
    giving.reconcile()
    assert giving.raised == 1000
    assert ProviderEvent.objects.get().done_at is not None
