"""What is particular to how Stripe tells of a gift."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from folkmoot.funding.adapters.stripe.paid import failure_of
from folkmoot.funding.models import Alarm, JournalEntry, Quarantined
from folkmoot.funding.ports import ProviderRefusedError, UnverifiableError
from folkmoot.funding.values import Frequency
from tests.funding.contract.fake_stripe import giving_back, paying
from tests.funding.contract.stripe_house import SECRET

pytestmark = pytest.mark.django_db


def event(house, **changes):
    """Return a message about an event, changed before it is signed."""
    (message, *_) = house.messages()
    return house.signed(json.dumps({**json.loads(message.body), **changes}), house.now())


def test_what_stripe_keeps_may_be_said_later_and_changes_no_date(giving, house):
    contribution = giving.begin(1000)
    paying.pay(house.books, contribution.checkout_ref, fee_later=True)
    giving.hear()
    (payment,) = giving.payments(contribution)
    assert (giving.raised, payment.fee_minor) == (1000, None)
    house.wait(1 / 1440)
    paying.say_fee(house.books, contribution.checkout_ref)
    giving.hear()
    (later,) = giving.payments(contribution)
    assert (later.fee_minor, later.paid_at) == (59, payment.paid_at)


def test_a_refund_that_could_not_be_delivered_is_ours_again(giving, house):
    contribution = giving.paid(1000)
    house.refund_outside(contribution.checkout_ref, 400)
    giving.hear()
    (refund,) = house.books.all("refund")
    failed_at = house.wait(3)
    giving_back.fail_refund(house.books, refund["id"])
    giving.hear()
    assert giving.raised == 1000
    assert JournalEntry.objects.get(kind="refund-failed").at == failed_at


def test_a_banks_inquiry_takes_nothing(giving, house):
    contribution = giving.paid(1000)
    charge = paying.latest_charge(house.books, contribution.checkout_ref)
    giving_back.dispute(house.books, charge["id"], inquiry=True)
    giving.hear()
    assert giving.raised == 1000


def test_other_payments_of_the_same_account_are_none_of_ours(giving, house):
    giving.paid(1000)
    order = giving.order(giving.begin(700))
    shop = house.provider.create_checkout(order).ref
    house.books.things[shop]["metadata"] = house.books.orders[shop]["payment_intent_data"]["metadata"] = {}
    house.pay(shop)
    house.ask_back(shop)
    house.pay_out()
    giving.hear()
    giving.reconcile()
    assert giving.raised == 1000
    assert giving.kinds().count("charge") == 1


def test_a_page_that_we_forgot_is_found_by_its_message_and_stays_known(giving, house):
    contribution = giving.begin(1000)
    first = contribution.checkout_ref
    contribution.checkout_ref = house.provider.create_checkout(giving.order(contribution, again=1)).ref
    contribution.save()
    house.provider = house.another()
    house.pay(first)
    giving.hear()
    assert giving.raised == 1000
    house.provider = house.another()  # the process that heard it is gone
    house.refund_outside(first, 300)
    giving.hear()
    assert giving.raised == 700


@pytest.mark.parametrize("frequency", [Frequency.ONCE, Frequency.MONTHLY])
def test_what_is_older_than_stripes_memory_of_events_is_found_all_the_same(giving, house, frequency):
    began_at = house.now()
    contribution = giving.begin(1000, frequency)
    house.pay(contribution.checkout_ref)
    house.wait(3)
    house.refund_outside(contribution.checkout_ref, 100)
    house.wait(40)
    contribution.state = "abandoned"  # nothing of our own leads to it
    contribution.save()
    assert giving.reconcile().asked == 0
    giving.reconcile(began_at - timedelta(days=1))
    assert giving.raised == 900


def test_more_than_one_page_of_events_is_read_to_the_end(giving, house):
    contributions = [giving.begin(100) for _ in range(40)]
    for contribution in contributions:
        house.pay(contribution.checkout_ref)
    assert len(set(house.provider.list_since(house.now() - timedelta(days=1)))) == 40
    assert len([1 for request, _ in house.line.asked if request == "get /v1/events"]) > 1


def test_money_on_another_account_is_put_aside_and_somebody_is_called(giving, house):
    contribution = giving.begin(1000)
    house.pay(contribution.checkout_ref)
    house.books.account = "acct_of_somebody_else"
    house.provider = house.another()
    house.provider.account = "acct_paper"
    giving.reconcile()
    assert giving.raised == 0
    assert (Quarantined.objects.get().reason, Alarm.objects.get().kind) == ("account", "quarantine")


@pytest.mark.parametrize("wrong", [{"livemode": True}, {"account": "acct_other"}, {"object": "v2.core.event"}])
def test_a_message_of_another_mode_account_or_kind_is_refused(giving, house, wrong):
    giving.begin()
    house.pay(house.books.all("checkout.session")[0]["id"])
    with pytest.raises(UnverifiableError):
        giving.hear([event(house, **wrong)])


def test_while_a_secret_is_changed_stripe_signs_with_both_and_another_secret_is_refused(giving, house):
    contribution = giving.begin(1000)
    house.pay(contribution.checkout_ref)
    body = house.messages()[-1].body.decode()
    other = house.signed(body, house.now(), "whsec_other")
    with pytest.raises(UnverifiableError):
        giving.hear([other])
    ours = house.signed(body, house.now(), SECRET)
    both = f"{other.headers['Stripe-Signature']},{ours.headers['Stripe-Signature'].split(',')[1]}"
    other.headers["Stripe-Signature"] = both
    giving.hear([other])
    assert giving.raised == 1000


def test_the_page_to_mend_a_card_needs_nothing_set_up_and_changes_the_card_that_is_used(giving, house):
    contribution = giving.paid(1000, Frequency.MONTHLY)
    for _ in range(2):
        url = house.provider.portal_url(giving.given(contribution), return_url="https://paper.example/my/")
        assert url.startswith("https://billing.stripe.com/")
    assert len(house.books.all("billing_portal.configuration")) == 1
    (subscription,) = house.books.all("subscription")
    (customer,) = house.books.all("customer")
    assert subscription["default_payment_method"] is None
    assert customer["invoice_settings"]["default_payment_method"] == "pm_of_checkout"


def test_a_single_gift_has_no_such_page_and_does_not_renew(giving, house):
    given = giving.given(giving.paid())
    assert house.provider.portal_url(given, return_url="https://paper.example/my/") == ""
    with pytest.raises(ProviderRefusedError):
        house.provider.pause(given)


def test_a_gift_that_is_taken_back_before_it_was_paid_cannot_be_paid_any_more(giving, house):
    contribution = giving.begin()
    for _ in range(2):
        house.provider.cancel(giving.given(contribution))
    giving.hear()
    assert house.books.things[contribution.checkout_ref]["status"] == "expired"
    assert giving.fresh(contribution).state == "abandoned"


def test_what_was_never_asked_for_is_unknown(giving, house):
    given = giving.given(giving.stage.begin(provider="stripe"))
    assert house.provider.fetch(given, now=house.now()) is None


@pytest.mark.parametrize(
    ("code", "reason", "expected"),
    [
        ("expired_card", None, "expired_card"),
        ("card_declined", "insufficient_funds", "no_funds"),
        ("authentication_required", None, "needs_authentication"),
        ("card_declined", "authentication_required", "needs_authentication"),
        ("card_declined", "generic_decline", "declined"),
        (None, None, "declined"),
    ],
)
def test_why_a_payment_failed_is_said_in_our_own_few_words(code, reason, expected):
    assert failure_of(code, reason) == expected
