"""Two thousand stolen cards are tried out on us within minutes, while twenty readers want to give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count

import pytest

from folkmoot.articles.queries.publications import publications
from folkmoot.articles.values import PublicationView
from folkmoot.funding.commands.begin_contribution import begin_contribution
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.commands.watch_declines import watch_declines
from folkmoot.funding.events import PaymentFailed
from folkmoot.funding.forms.caller import Caller
from folkmoot.funding.forms.guard import Sent, guard_form, work_bits
from folkmoot.funding.models import Alarm, Campaign
from folkmoot.funding.policy.guarding import CALM, MOST_BITS, WAIT, Trouble, is_solved
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import PaymentState
from folkmoot.funding.values.form_keys import form_made_at, make_form_key
from folkmoot.funding.values.giving import Choice
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Actor
from tests.cast import NOON
from tests.funding.stage import Stage, set_stage
from tests.funding.till import Till

pytestmark = pytest.mark.both_databases
ATTEMPTS, NETWORKS, GIVERS = 2000, 200, 20


@dataclass(frozen=True)
class House:
    """A newspaper that takes real money, as those who try see it."""

    stage: Stage
    till: Till
    publication: PublicationView
    campaign: Campaign

    def caller(self, network: str, now: datetime) -> Caller:
        """Return who comes from a network."""
        return Caller(self.publication, Actor(network=network), now)

    def gives(self, caller: Caller, email: str, *, form_key: str, solves: bool) -> str:
        """Open the form, fill it, send it; return what it is refused with, or "" and the provider has an order."""
        bits = work_bits(self.publication.id, caller) if solves else 0
        answer = solution(form_key, bits) if bits else ""
        sent = Sent(email=email, form_key=form_key, answer=answer)
        choice = Choice(gift_minor=500, frequency="once", email=email)
        try:
            guard_form(sent, self.campaign, caller)
            begin_contribution(
                publication=caller.publication,
                slug=self.campaign.slug,
                choice=choice,
                actor=caller.actor,
                once_key=form_key,
                now=caller.now,
            )
        except DeniedError as error:
            return error.denial.code
        return ""

    def settles(self, now: datetime, state: PaymentState) -> None:
        """Let the last order be paid, or its card declined, and hear of it."""
        order = self.till.orders[-1]
        self.till.pay(order, now=now, state=state)
        sync_contribution(order.contribution, now=now)


def solution(form_key: str, bits: int) -> str:
    """Do what the browser does."""
    return next(str(number) for number in count() if is_solved(form_key, str(number), bits))


@pytest.fixture
def house(transactional_db, monkeypatch: pytest.MonkeyPatch) -> House:
    till = Till(is_live=True)
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {"demo": till}))
    stage = set_stage(is_test=False)
    publication = next(one for one in publications() if one.id == stage.publication_id)
    return House(stage, till, publication, stage.campaign)


@pytest.mark.long
def test_two_thousand_tries_hardly_reach_the_provider_and_those_who_give_do(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    # Twenty readers solve their puzzles here in Python, so these are made smaller, not fewer.
    monkeypatch.setattr("folkmoot.funding.policy.guarding.LEAST_BITS", 4)
    succeeded = 0
    for number in range(ATTEMPTS):
        now = NOON + timedelta(seconds=number * 0.15)  # five minutes in all
        if number % (ATTEMPTS // GIVERS) == 50:
            giver = house.caller(f"198.51.100.{number // 100}", now)
            key = make_form_key(house.stage.campaign_id, now=now - timedelta(seconds=40))
            if not house.gives(giver, f"giver{number}@mail.example", form_key=key, solves=True):
                house.settles(now, PaymentState.PAID)
                succeeded += 1
        thief = house.caller(f"203.0.{number % NETWORKS}.7", now)
        key = make_form_key(house.stage.campaign_id, now=now)
        if not house.gives(thief, f"thief{number}@mail.example", form_key=key, solves=False):
            house.settles(now, PaymentState.FAILED)
            fact = PaymentFailed(
                publication_id=house.stage.publication_id, contribution_id=1, payment_id=1, renewal=False, at=now
            )
            watch_declines(fact)
    reached = len(house.till.orders) - succeeded
    assert succeeded == GIVERS
    assert CALM <= reached <= 60, "and of the 150 that may"
    (alarm,) = Alarm.objects.all()
    assert alarm.kind == "card_testing"
    assert Trouble(**alarm.details).bits


def test_a_network_of_declined_cards_rests_for_an_hour(house: House):
    for number in range(3):
        now = NOON + timedelta(seconds=number)
        key = make_form_key(house.stage.campaign_id, now=now)
        assert house.gives(house.caller("203.0.113.9", now), f"t{number}@x.example", form_key=key, solves=False) == ""
        house.settles(now, PaymentState.FAILED)
    key = make_form_key(house.stage.campaign_id, now=now)
    assert house.gives(house.caller("203.0.113.9", now), "t4@x.example", form_key=key, solves=False) == "too_fast"
    assert house.gives(house.caller("203.0.113.8", now), "t5@x.example", form_key=key, solves=False) == ""
    later = now + timedelta(hours=1, seconds=1)
    key = make_form_key(house.stage.campaign_id, now=later)
    assert house.gives(house.caller("203.0.113.9", later), "t6@x.example", form_key=key, solves=False) == ""


def test_in_trouble_whoever_has_no_javascript_waits_and_there_is_room_for_few_of_them(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("folkmoot.funding.forms.guard.trouble_at", lambda _id, now: Trouble(CALM, 0, 0))
    key = make_form_key(house.stage.campaign_id, now=NOON)
    early, late = (house.caller("198.51.100.1", NOON + WAIT * part) for part in (0.9, 1))
    assert house.gives(early, "a@x.example", form_key=key, solves=False) == "work_needed"
    codes = []
    for number in range(6):
        key = make_form_key(house.stage.campaign_id, now=NOON)
        caller = replace(late, actor=Actor(network=f"198.51.100.{number}"))
        codes.append(house.gives(caller, f"w{number}@x.example", form_key=key, solves=False))
    assert codes == ["", "", "", "too_fast", "too_fast", "too_fast"]


def test_the_work_grows_with_the_trouble_and_a_campaign_that_many_pay_for_is_no_trouble():
    assert Trouble(declined=CALM - 1, unfinished=0, paid=0).bits == 0
    grown = [Trouble(declined=CALM * many, unfinished=0, paid=0).bits for many in (1, 2, 4, 400)]
    assert grown == [15, 16, 17, MOST_BITS]
    assert Trouble(declined=0, unfinished=CALM * 4, paid=0).bits == 15
    assert Trouble(declined=20, unfinished=80, paid=60).bits == 0


def test_a_forms_key_says_when_it_was_made_and_fits_its_own_campaign_alone():
    key = make_form_key(7, now=NOON)
    assert form_made_at(key, 7) == NOON
    assert form_made_at(key, 8) is None
    assert form_made_at(key.replace("-", "-0", 1), 7) is None
    assert form_made_at("", 7) is None
