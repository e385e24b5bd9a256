"""On the demo provider's page and at its desk: whatever is pressed, the meter says what is true."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from folkmoot.funding.adapters.demo.provider import DemoProvider
from folkmoot.funding.commands.reconcile import reconcile
from folkmoot.funding.models import Campaign, Contribution, DemoMessage, DemoPayout, Payment, Posting
from folkmoot.funding.ports import ProviderRefusedError
from folkmoot.funding.values import CheckoutOrder, Frequency, demo_card_path, demo_desk_path, demo_pay_path
from folkmoot.kit import clock
from folkmoot.readers.commands.give_role import give_role
from folkmoot.readers.commands.make_account import make_account
from folkmoot.readers.models import Account
from folkmoot.readers.values import Role

pytestmark = pytest.mark.django_db
BACK, ELSEWHERE = "http://testserver/my/giving/x/thanks", "http://testserver/support/keep-us-going/"
OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def browser():
    """A reader's browser, on our own pages."""
    return Client(headers=OURS)


@pytest.fixture
def treasurer(stage):
    """The browser of somebody who keeps the accounts."""
    account_id = make_account(email="till@paper.example", password=None)
    give_role(account_id=account_id, publication_id=stage.publication_id, role=Role.TREASURER, given_by=None)
    client = Client(headers=OURS)
    client.force_login(Account.objects.get(id=account_id))
    return client


def a_page(stage, gift_minor=1000, frequency=Frequency.ONCE):
    """Return the name of a page where somebody is about to pay."""
    contribution = stage.begin(gift_minor, frequency=frequency)
    provider = DemoProvider()
    checkout = provider.create_checkout(order_of(contribution))
    Contribution.objects.filter(id=contribution.id).update(account=provider.account, checkout_ref=checkout.ref)
    return checkout.ref


def order_of(contribution):
    return CheckoutOrder(
        contribution=contribution.name_of_ours,
        total_minor=contribution.gift_minor,
        currency="USD",
        frequency=Frequency(contribution.frequency),
        title="Keep us going",
        email="giver@mail.example",
        return_url=BACK,
        cancel_url=ELSEWHERE,
        language="en",
    )


def press(browser, ref, act, **more):
    return browser.post(demo_pay_path(ref), {"act": act, **more})


def at_desk(treasurer, ref, act, **more):
    """Let something happen to the last charge of a page, and return the answer."""
    shown = treasurer.get(demo_desk_path(ref)).content.decode()
    charges = re.findall(r'name="charge" value="([^"]+)"', shown)
    return treasurer.post(demo_desk_path(ref), {"act": act, "charge": charges[-1] if charges else "", **more})


def test_whoever_pays_is_led_back_and_the_meter_has_moved_by_the_message_alone(stage, browser):
    ref = a_page(stage)
    shown = browser.get(demo_pay_path(ref)).content.decode()
    assert "No money moves" in shown
    assert "$10.00" in shown
    answer = press(browser, ref, "pay")
    assert (answer.status_code, answer["Location"]) == (303, BACK)
    assert stage.campaign.raised_minor == 1000
    assert "This is paid" in browser.get(demo_pay_path(ref)).content.decode()
    assert press(browser, ref, "pay").status_code == 409
    assert stage.campaign.raised_minor == 1000


def test_a_declined_card_leads_nowhere_and_another_try_pays(stage, browser):
    ref = a_page(stage)
    assert "Your card was declined" in press(browser, ref, "decline").content.decode()
    assert "is it you who pays" in press(browser, ref, "authenticate").content.decode()
    assert "Your card was declined" in press(browser, ref, "deny").content.decode()
    assert list(Payment.objects.values_list("state", "failure")) == [
        ("failed", "declined"),
        ("failed", "needs_authentication"),
    ]
    assert press(browser, ref, "confirm").status_code == 303
    assert stage.campaign.raised_minor == 1000


def test_whoever_leaves_is_led_to_where_they_came_from_and_cannot_pay_any_more(stage, browser):
    ref = a_page(stage)
    assert press(browser, ref, "abandon")["Location"] == ELSEWHERE
    assert "nobody can pay" in browser.get(demo_pay_path(ref)).content.decode()
    assert press(browser, ref, "pay").status_code == 409
    assert Contribution.objects.get().state == "abandoned"


@pytest.mark.parametrize("act", ["", "rob", "arrive"])
def test_what_no_button_says_does_nothing(stage, browser, act):
    assert press(browser, a_page(stage), act).status_code == 422
    assert not DemoMessage.objects.exists()


def test_messages_that_come_twice_late_or_never_change_no_sum(stage, browser, treasurer):
    refs = [a_page(stage) for _ in range(4)]
    for ref, delivery in zip(refs, ["twice", "held", "held", "lost"], strict=True):
        press(browser, ref, "pay", delivery=delivery)
    assert stage.campaign.raised_minor == 1000
    treasurer.post("/desk/demo/", {"act": "deliver"})
    assert stage.campaign.raised_minor == 3000
    assert list(DemoMessage.objects.order_by("id").values_list("delivered", "dropped")) == [
        *((2, False), (1, False), (1, False), (0, True))
    ]
    reconcile(now=clock.now())
    assert stage.campaign.raised_minor == 4000


def test_a_message_that_waits_can_be_lost_and_one_that_was_lost_is_sent_no_more(stage, browser, treasurer):
    ref = a_page(stage)
    press(browser, ref, "pay", delivery="held")
    message = DemoMessage.objects.get().event_id
    for act in ("drop", "deliver", "twice"):
        treasurer.post(demo_desk_path(ref), {"act": act, "message": message})
    assert (stage.campaign.raised_minor, DemoMessage.objects.get().delivered) == (0, 0)
    assert treasurer.post(demo_desk_path(ref), {"act": "deliver", "message": "evt_none"}).status_code == 404


def test_a_refund_and_a_dispute_at_the_desk_move_the_meter_back(stage, browser, treasurer):
    ref = a_page(stage)
    press(browser, ref, "pay")
    for amount in ("ten", "10.01", "0", "1.005"):
        assert at_desk(treasurer, ref, "refund", amount=amount).status_code == 422
    assert at_desk(treasurer, ref, "refund", amount="2.50").status_code == 303
    assert stage.campaign.raised_minor == 750
    at_desk(treasurer, ref, "dispute")
    assert stage.campaign.raised_minor == 0
    at_desk(treasurer, ref, "win")
    assert stage.campaign.raised_minor == 750
    assert at_desk(treasurer, ref, "lose").status_code == 422


def test_a_debit_arrives_or_bounces(stage, browser, treasurer):
    there, gone = a_page(stage), a_page(stage)
    for ref in (there, gone):
        press(browser, ref, "later")
    assert stage.campaign.raised_minor == 0
    at_desk(treasurer, there, "arrive")
    at_desk(treasurer, gone, "bounce")
    assert stage.campaign.raised_minor == 1000


def test_a_renewal_that_failed_is_paid_with_another_card(stage, browser, treasurer):
    ref = a_page(stage, frequency=Frequency.MONTHLY)
    press(browser, ref, "pay")
    at_desk(treasurer, ref, "renew")
    at_desk(treasurer, ref, "fail-renewal")
    assert (stage.campaign.raised_minor, Contribution.objects.get().state) == (2000, "failing")
    card = demo_card_path(ref)
    assert "The last payment failed" in browser.get(card).content.decode()
    assert browser.post(f"{card}?back=https://evil.example/")["Location"] == BACK
    assert (stage.campaign.raised_minor, Contribution.objects.get().state) == (3000, "active")
    assert browser.post(f"{card}?back={ELSEWHERE}")["Location"] == ELSEWHERE
    assert stage.campaign.raised_minor == 3000


def test_payouts_send_what_is_owed_and_take_back_what_was_refunded_later(stage, browser, treasurer):
    ref = a_page(stage)
    press(browser, ref, "pay")
    treasurer.post("/desk/demo/", {"act": "payout"})
    treasurer.post("/desk/demo/", {"act": "payout"})
    at_desk(treasurer, ref, "refund", amount="4")
    treasurer.post("/desk/demo/", {"act": "payout"})
    asked = treasurer.post("/desk/demo/", {"act": "ask"})
    assert "has booked what it had missed" in treasurer.get(asked["Location"]).content.decode()
    assert list(DemoPayout.objects.order_by("id").values_list("amount_minor", flat=True)) == [970, -400]
    owed = Posting.objects.filter(debit="assets:demo"), Posting.objects.filter(credit="assets:demo")
    debit, credit = (sum(rows.values_list("amount_minor", flat=True)) for rows in owed)
    assert debit - credit == 0  # also what was taken back is booked, in a payout without any payment


def test_the_demo_provider_takes_no_order_beside_real_money(stage):
    contribution = stage.begin()
    DemoProvider().create_checkout(order_of(contribution))
    other = Campaign.objects.get(id=stage.campaign_id)
    other.id, other.slug, other.is_test = None, "for-real", False
    other.save()
    with pytest.raises(ProviderRefusedError, match="real money"):
        DemoProvider().create_checkout(order_of(contribution))


def test_a_message_without_a_signature_is_answered_with_400_and_leaves_nothing(stage, browser, caplog):
    answer = browser.post("/api/v1/hooks/demo", {"id": "evt_1"}, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "unverifiable")
    assert "was refused" in caplog.text
