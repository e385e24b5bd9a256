"""Whatever is heard of a contribution, in whatever order, leads to the same journal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.funding.commands.ask_refund import ask_refund
from folkmoot.funding.commands.receive_webhook import receive_webhook
from folkmoot.funding.commands.reconcile import reconcile
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.models import Alarm, JournalEntry, Payment, ProviderEvent, Quarantined, Refund
from folkmoot.funding.ports import ProviderDownError, UnverifiableError
from folkmoot.funding.values import DisputeState, Frequency, SubscriptionState
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Actor, Role
from tests.cast import NOON
from tests.funding.remote_house import (
    close_dispute,
    dispute,
    fail_refund,
    message_about,
    pay,
    refund,
    subscribe,
    wait,
)

pytestmark = pytest.mark.both_databases
RIGHT = {"X-Proof": "right"}
TREASURER = Actor(roles=frozenset({Role.TREASURER}))


def at(minute: int):
    """Return a time, by the minute."""
    return NOON + timedelta(minutes=minute)


def balances() -> dict[str, int]:
    """Return what stands on each account: debits less credits."""
    found: dict[str, int] = {}
    for debit, credit, amount in JournalEntry.objects.values_list(
        "postings__debit", "postings__credit", "postings__amount_minor"
    ):
        found[debit] = found.get(debit, 0) + amount
        found[credit] = found.get(credit, 0) - amount
    return {account: amount for account, amount in found.items() if amount}


def test_a_gift_counts_without_the_covered_fee_and_whatever_the_provider_keeps(stage, remote):
    given = stage.begin(1000, cover_minor=61)
    remote.meet(given)
    remote.go_on(given.name_of_ours, pay("ch", 1061, fee_minor=61), at(1))
    assert sync_contribution(given.name_of_ours, now=at(2))
    campaign = stage.campaign
    assert (campaign.raised_minor, campaign.supporters) == (1000, 1)
    assert balances() == {
        "assets:demo": 1000,
        "expenses:fees:demo": 61,
        f"income:gifts:{campaign.id}": -1000,
        f"income:cover:{campaign.id}": -61,
    }


def test_money_on_its_way_does_not_count_and_what_failed_may_still_come(stage, remote):
    given = stage.begin(1000)
    remote.meet(given)
    for minute, step in enumerate([wait("ch", 1000), wait("ch", 1000, state="failed")]):
        remote.go_on(given.name_of_ours, step, at(minute))
        sync_contribution(given.name_of_ours, now=at(minute))
        assert stage.campaign.raised_minor == 0
    remote.go_on(given.name_of_ours, pay("ch", 1000), at(5))
    sync_contribution(given.name_of_ours, now=at(5))
    assert stage.campaign.raised_minor == 1000


def test_the_same_message_again_books_nothing_again_and_a_message_of_somebody_else_nothing_at_all(stage, remote):
    given = stage.begin(1000)
    remote.meet(given)
    remote.go_on(given.name_of_ours, pay("ch", 1000), at(1))
    message = message_about(given, 1)
    assert receive_webhook("demo", message, RIGHT, now=at(2))
    assert not receive_webhook("demo", message, RIGHT, now=at(3))
    with pytest.raises(UnverifiableError):
        receive_webhook("demo", message_about(given, 2), {}, now=at(4))
    assert ProviderEvent.objects.count() == 1
    assert (JournalEntry.objects.count(), stage.campaign.raised_minor) == (2, 1000)


def test_a_message_whose_provider_is_down_is_kept_and_done_later(stage, remote):
    given = stage.begin(1000)
    remote.meet(given)
    remote.go_on(given.name_of_ours, pay("ch", 1000), at(1))
    remote.down = True
    with pytest.raises(ProviderDownError):
        receive_webhook("demo", message_about(given, 1), RIGHT, now=at(2))
    assert reconcile(now=at(3)).down == ["demo"]
    assert stage.campaign.raised_minor == 0
    remote.down = False
    assert reconcile(now=at(4)).asked == 1
    assert stage.campaign.raised_minor == 1000
    assert ProviderEvent.objects.get().done_at == at(4)


def test_refunds_and_disputes_take_from_the_meter_what_they_take_from_the_gift(stage, remote):
    given = stage.begin(1000, cover_minor=50)
    remote.meet(given)
    steps = [
        (pay("ch", 1050), 1000, 1),
        (refund("ch", 300, name="re"), 700, 1),
        (dispute("ch", 750, name="du"), 0, 0),
        (close_dispute("ch", "du", DisputeState.WON), 700, 1),
        (fail_refund("ch", "re"), 1000, 1),
        (dispute("ch", 1050, name="again"), 0, 0),
        (close_dispute("ch", "again", DisputeState.LOST), 0, 0),
    ]
    for minute, (step, raised, supporters) in enumerate(steps):
        remote.go_on(given.name_of_ours, step, at(minute))
        sync_contribution(given.name_of_ours, now=at(minute))
        assert (stage.campaign.raised_minor, stage.campaign.supporters) == (raised, supporters)
    assert balances() == {"expenses:fees:demo": 60, "assets:demo": -60}


def test_a_refund_is_written_down_before_it_is_asked_for_and_never_sent_twice(stage, remote):
    given = stage.begin(1000)
    remote.meet(given)
    remote.go_on(given.name_of_ours, pay("ch", 1000), at(1))
    sync_contribution(given.name_of_ours, now=at(1))
    asked = {
        "publication_id": stage.publication_id,
        "payment_id": Payment.objects.get().id,
        "reason": "Sent twice",
        "key": "k",
    }
    remote.down = True
    first = ask_refund(amount_minor=400, actor=TREASURER, now=at(2), **asked)
    assert (first.state, stage.campaign.raised_minor) == ("asked", 1000)
    with pytest.raises(DeniedError, match="more than is left"):
        ask_refund(amount_minor=601, actor=TREASURER, now=at(2), **{**asked, "key": "other"})
    remote.down = False
    assert reconcile(now=at(3)).refunds == 1
    again = ask_refund(amount_minor=400, actor=TREASURER, now=at(4), **asked)
    assert (again.state, Refund.objects.count(), stage.campaign.raised_minor) == ("done", 1, 600)
    with pytest.raises(DeniedError, match="Only owners and treasurers"):
        ask_refund(amount_minor=1, actor=Actor(roles=frozenset({Role.MODERATOR})), now=at(5), **asked)


def test_what_comes_after_the_end_is_booked_and_does_not_count(stage, remote):
    campaign = stage.campaign
    campaign.ends_at = at(10)
    campaign.save()
    given = stage.begin(1000, frequency=Frequency.MONTHLY)
    remote.meet(given)
    for minute in (5, 15):
        remote.go_on(given.name_of_ours, pay(f"in-{minute}", 1000, renewal=minute == 15), at(minute))
        remote.go_on(given.name_of_ours, subscribe(SubscriptionState.ACTIVE, 1000), at(minute))
        sync_contribution(given.name_of_ours, now=at(minute))
    campaign = stage.campaign
    assert (campaign.raised_minor, campaign.late_minor, campaign.monthly_minor) == (1000, 1000, 1000)


def test_where_renewals_stand_is_told_by_the_picture_that_was_asked_for_last(stage, remote):
    given = stage.begin(1200, frequency=Frequency.YEARLY)
    remote.meet(given)
    remote.go_on(given.name_of_ours, subscribe(SubscriptionState.ENDED, 1200), at(5))
    sync_contribution(given.name_of_ours, now=at(6))
    remote.go_on(given.name_of_ours, subscribe(SubscriptionState.ACTIVE, 1200), at(1))
    sync_contribution(given.name_of_ours, now=at(2))  # asked for before, and only now written down
    given.refresh_from_db()
    assert (given.state, stage.campaign.monthly_minor) == ("ended", 0)
    sync_contribution(given.name_of_ours, now=at(7))
    assert stage.campaign.monthly_minor == 100


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_live": True}, "mode"),
        ({"account": "another"}, "account"),
        ({"currency": "EUR"}, "currency"),
    ],
)
def test_money_of_another_mode_account_or_currency_is_put_aside_and_calls_somebody(stage, remote, change, reason):
    given = stage.begin(1000)
    for name, value in change.items():
        if name != "currency":
            setattr(remote, name, value)
    remote.meet(given)
    remote.go_on(given.name_of_ours, pay("ch", 1000, currency=change.get("currency", "USD")), at(1))
    for minute in (2, 3):
        sync_contribution(given.name_of_ours, now=at(minute))
    assert Quarantined.objects.get().reason == reason
    assert Alarm.objects.get().kind == "quarantine"
    assert (JournalEntry.objects.count(), stage.campaign.raised_minor) == (0, 0)


def test_an_amount_that_was_not_agreed_is_put_aside_and_so_is_more_going_back_than_came(stage, remote):
    given = stage.begin(1000)
    remote.meet(given)
    remote.go_on(given.name_of_ours, pay("wrong", 999), at(1))
    remote.go_on(given.name_of_ours, pay("right", 1000), at(2))
    remote.go_on(given.name_of_ours, refund("right", 1001), at(3))
    sync_contribution(given.name_of_ours, now=at(4))
    assert [
        (row.reason, row.details["expected"], row.details["came"]) for row in Quarantined.objects.order_by("id")
    ] == [
        ("amount", "10.00 USD", "9.99 USD"),
        ("exceeded", "10.00 USD", "10.01 USD"),
    ]
    assert stage.campaign.raised_minor == 1000
