"""What a house says of itself, and what holds in all of them, whatever they can do."""

from __future__ import annotations

import random

import pytest

from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.commands.write_refund import write_refund
from folkmoot.funding.models import BankLine, Quarantined
from folkmoot.funding.ports import ProviderRefusedError, UnverifiableError
from folkmoot.funding.queries.ledger import check_ledger
from folkmoot.funding.values import Frequency, Given, Hint
from folkmoot.funding.values.transfers import new_reference
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Actor, Role
from tests.funding.contract.house import BY_CAPABILITY, Able

pytestmark = pytest.mark.both_databases
TREASURER = Actor(roles=frozenset({Role.TREASURER}))


def test_what_it_cannot_is_what_its_capabilities_say_and_each_has_a_reason(giving):
    can, cannot = giving.house.provider.capabilities, giving.house.cannot
    assert {able for able, name in BY_CAPABILITY.items() if not getattr(can, name)} == cannot.keys() & {*BY_CAPABILITY}
    assert can.exact_amounts is (Able.ANY_AMOUNT in cannot)
    assert all(cannot.values())


def test_what_it_says_that_it_cannot_do_it_refuses(giving):
    contribution = giving.paid(1000, Frequency.MONTHLY)
    (payment,) = giving.payments(contribution)
    provider, given = giving.house.provider, giving.given(contribution)
    asked = {
        Able.REFUNDS: lambda: provider.refund(given, charge_ref=payment.ref, amount_minor=1, key="k" * 16),
        Able.CHANGES: lambda: provider.change_amount(given, total_minor=2000, key="k" * 16),
        Able.PAUSES: lambda: provider.pause(given),
        Able.ENDS: lambda: provider.cancel(given),
    }
    for able in asked.keys() & giving.house.cannot.keys():
        with pytest.raises(ProviderRefusedError):
            asked[able]()
    with pytest.raises(UnverifiableError):
        provider.parse_webhook(b"{}", {}, now=giving.house.now())
    giving.hear()
    assert giving.raised == 1000


def test_of_a_name_that_is_not_ours_it_knows_nothing(giving):
    provider, now = giving.house.provider, giving.house.now()
    nobody = Hint(event_id="e", kind="k", account=provider.account, is_live=provider.is_live, ref=new_reference())
    assert provider.find(nobody) == ""
    assert provider.fetch(Given(contribution="nobody"), now=now) is None
    assert not sync_contribution("nobody", now=now)


def test_a_gift_begins_with_a_page_and_a_name_by_which_it_is_found(giving):
    contribution = giving.begin()
    assert contribution.checkout_url.startswith("http")
    provider = giving.house.provider
    hint = Hint(
        event_id="e",
        kind="k",
        account=provider.account,
        is_live=provider.is_live,
        contribution="" if contribution.reference else contribution.name_of_ours,
        ref=contribution.checkout_ref,
    )
    assert provider.find(hint) == contribution.name_of_ours
    assert sync_contribution(contribution.name_of_ours, now=giving.house.now())
    assert (giving.raised, giving.payments(contribution), giving.fresh(contribution).state) == (0, [], "begun")


def test_whoever_comes_back_and_whoever_goes_through_all_book_what_is_known_and_nothing_twice(giving):
    contribution = giving.paid(1000)
    giving.house.wait(1)
    journal = giving.journal()
    for _ in range(2):
        assert sync_contribution(contribution.name_of_ours, now=giving.house.now())
        assert giving.reconcile().down == []
    assert (giving.raised, giving.journal()) == (1000, journal)


@pytest.mark.parametrize("seed", range(3))
def test_in_whatever_order_and_however_often_news_comes_each_payment_is_booked_once(giving, seed):
    dice, house = random.Random(seed), giving.house
    once, monthly = giving.begin(700), giving.begin(1100, Frequency.MONTHLY)
    house.pay(monthly.checkout_ref)
    house.wait(3)
    house.pay(once.checkout_ref)
    for _ in range(2):
        house.wait(30)
        house.renew(monthly.checkout_ref)
    news = house.messages() * 2
    dice.shuffle(news)
    giving.hear(news)
    assert (giving.raised, giving.stage.campaign.supporters) == (700 + 3 * 1100, 2)
    assert giving.kinds().count("charge") == 4
    assert check_ledger(giving.stage.publication_id).faults == []


def test_what_went_back_another_way_is_written_down_once_where_the_provider_sends_nothing(giving):
    contribution = giving.paid(1000)
    (payment,) = giving.payments(contribution)

    def write(amount_minor: int, key: str) -> str:
        words = {"publication_id": payment.publication_id, "payment_id": payment.id, "actor": TREASURER}
        try:
            write_refund(amount_minor=amount_minor, reason="by hand", key=key, now=giving.house.now(), **words)
        except DeniedError as error:
            return error.denial.code
        return ""

    if Able.REFUNDS not in giving.house.cannot:
        assert (write(300, "first"), giving.raised) == ("not_refundable", 1000)
        return
    assert [write(300, "first"), write(300, "first"), giving.raised] == ["", "", 700]
    assert [write(701, "second"), write(700, "third"), giving.raised] == ["refund_too_much", "", 0]
    sync_contribution(contribution.name_of_ours, now=giving.house.now())
    assert (giving.raised, giving.kinds()) == (0, ["charge", "refund", "refund"])


def test_whatever_is_sent_is_the_gift_also_in_parts(giving):
    giving.needs(Able.ANY_AMOUNT)
    contribution = giving.begin(1000)
    giving.house.send(contribution.checkout_ref, 400)
    giving.hear()
    assert (giving.raised, giving.fresh(contribution).state) == (400, "done")
    giving.house.send(contribution.checkout_ref, 650)
    giving.hear()
    assert giving.raised == 1050
    assert [payment.gift_minor for payment in giving.payments(contribution)] == [400, 650]
    assert giving.stage.campaign.supporters == 1


def test_another_currency_is_put_aside_and_what_fits_is_booked_beside_it(giving):
    giving.needs(Able.ANY_AMOUNT)
    contribution = giving.begin(1000)
    giving.house.send(contribution.checkout_ref, 1000, "USD")
    giving.house.pay(contribution.checkout_ref)
    giving.hear()
    assert giving.raised == 1000
    assert Quarantined.objects.get().reason == "currency"


def test_a_name_that_nobody_pledged_under_waits_for_a_person(giving):
    giving.needs(Able.ANY_AMOUNT)
    giving.house.send(new_reference(), 1000)
    giving.hear()
    giving.reconcile()
    assert (giving.raised, giving.kinds()) == (0, [])
    assert BankLine.objects.get().contribution is None
