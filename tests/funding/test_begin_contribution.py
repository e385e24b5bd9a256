"""Beginning to give: once however often it is sent, within the limits, and never lost when the provider is away."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from folkmoot.articles.models import Page, Publication
from folkmoot.articles.queries.publications import publication_by_slug
from folkmoot.funding.commands.begin_contribution import begin_contribution
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.models import Alarm, Campaign, Contribution, FundingSettings
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import CampaignState, ContributionState, MessageState, Shown, thanks_path
from folkmoot.funding.values.giving import Begun, Choice
from folkmoot.funding.values.tokens import return_token
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.kit.words import say
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Actor
from tests.cast import ADA, NOON
from tests.funding.stage import Stage, set_stage
from tests.funding.till import ORIGIN, Till

TEN = Choice(gift_minor=1000, frequency="once", email="ada@mail.example")
KEY = "k" * 30
ADAS = Actor(network="192.0.2.1")


@pytest.fixture
def till(monkeypatch: pytest.MonkeyPatch) -> Till:
    one = Till()
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {"demo": one}))
    return one


def _give(stage: Stage, choice: Choice = TEN, *, key: str = KEY, now=NOON, actor: Actor = ADAS) -> Begun:
    slug = Publication.objects.get(id=stage.publication_id).slug
    publication = publication_by_slug(slug)
    assert publication is not None
    return begin_contribution(
        publication=publication, slug=stage.campaign.slug, choice=choice, actor=actor, once_key=key, now=now
    )


def _refusal(stage: Stage, choice: Choice = TEN, **more) -> tuple[str, str | None, str]:
    with pytest.raises(DeniedError) as caught:
        _give(stage, choice, **more)
    denial = caught.value.denial
    return denial.code, denial.field, say(denial)


@pytest.mark.both_databases
def test_a_gift_is_written_down_and_its_giver_led_to_pay(stage: Stage, till: Till):
    page = Page.objects.create(publication_id=stage.publication_id, kind="fixed", url="/about/", title="About")
    choice = replace(
        TEN, email=" Ada@Mail.Example", name=f" {ADA} ", named=True, message="Go on!", cover=True, page_id=page.id
    )
    begun = _give(stage, choice)
    row = Contribution.objects.get()
    assert begun.go_on_url == row.checkout_url == f"{ORIGIN}/{row.name_of_ours}-0"
    assert (row.gift_minor, row.cover_minor, row.agreed) == (1000, 61, [[1000, 61]])
    assert (row.email, row.name, row.page_id) == ("Ada@Mail.Example", ADA, page.id)
    assert row.message_state == MessageState.SHOWN
    assert row.network not in {"", "192.0.2.1"}
    (order,) = till.orders
    assert (order.total_minor, order.currency) == (1061, "USD")
    assert order.return_url == f"http://testserver{thanks_path(return_token(row.name_of_ours))}"
    assert [entry.kind for entry in OutboxEntry.objects.order_by("id")] == ["funding.contribution_begun"]


def test_words_with_an_address_in_them_and_names_like_that_are_read_first(stage: Stage, till: Till):
    for choice in (
        replace(TEN, message="Look at HTTPS://buy.example"),
        replace(TEN, name="www.buy.example", named=True),
    ):
        begun = _give(stage, choice, key=f"{choice.name}{choice.message}")
        assert Contribution.objects.get(id=begun.contribution_id).message_state == MessageState.HELD


@pytest.mark.both_databases
def test_one_form_is_one_gift_however_often_it_is_sent(stage: Stage, till: Till):
    first, second = _give(stage), _give(stage)
    assert (first.go_on_url, first.repeated, second.repeated) == (second.go_on_url, False, True)
    assert len(till.orders) == 1
    assert _give(stage, key="other" * 6).contribution_id != first.contribution_id
    assert _refusal(stage, replace(TEN, gift_minor=2000))[0] == "idempotency_mismatch"
    till.pay(till.orders[0], now=NOON)
    sync_contribution(first.name_of_ours, now=NOON)
    assert _give(stage).go_on_url == f"http://testserver{thanks_path(return_token(first.name_of_ours))}"


def test_without_a_key_the_same_gift_of_the_same_person_is_one_for_ten_minutes(stage: Stage, till: Till):
    first = _give(stage, key="")
    assert _give(stage, key="", now=NOON + timedelta(minutes=9)).contribution_id == first.contribution_id
    others = {
        _give(stage, key="", now=NOON + timedelta(minutes=11)).contribution_id,
        _give(stage, key="", actor=Actor(network="192.0.2.2")).contribution_id,
        _give(stage, replace(TEN, email="bo@mail.example"), key="").contribution_id,
        _give(stage, replace(TEN, gift_minor=1001), key="").contribution_id,
    }
    assert len(others | {first.contribution_id}) == len(till.orders) == 5


@pytest.mark.parametrize(
    ("choice", "code", "field", "said"),
    [
        ({"gift_minor": 199}, "below_minimum", "amount", "$2.00"),
        ({"gift_minor": 1_000_001}, "above_maximum", "amount", "$10,000.00"),
        ({"gift_minor": 0}, "below_minimum", "amount", "$2.00"),
        ({"gift_minor": -5}, "below_minimum", "amount", "$2.00"),
        ({"frequency": "hourly"}, "unknown_frequency", "frequency", "Choose"),
        ({"provider": "stripe"}, "unknown_provider", "provider", "Choose"),
        ({"email": ""}, "email_missing", "email", "receipt"),
        ({"email": "ada"}, "email_unreadable", "email", "address"),
        ({"email": "a@b.example\nBcc: c@d.example"}, "email_unreadable", "email", "address"),
        ({"email": "a\u202eb@mail.example"}, "email_unreadable", "email", "does not look like an e-mail address"),
        ({"name": "A" * 101}, "name_too_long", "name", "100"),
        ({"name": "Ad\u202ea"}, "name_unreadable", "name", "seen"),
        ({"named": True}, "name_missing", "name", "name"),
        ({"message": "x" * 501}, "message_too_long", "message", "500"),
        ({"message": "\x00"}, "message_unreadable", "message", "NUL"),
    ],
)
def test_what_cannot_be_given_is_refused_with_its_limit(stage: Stage, till: Till, choice, code, field, said):
    found = _refusal(stage, replace(TEN, **choice))
    assert found[:2] == (code, field)
    assert said in found[2]
    assert not Contribution.objects.exists()
    assert not till.orders


def test_a_campaign_takes_gifts_from_its_beginning_to_its_end(stage: Stage, till: Till):
    campaigns = Campaign.objects.filter(id=stage.campaign_id)
    campaigns.update(starts_at=NOON + timedelta(days=3))
    assert _refusal(stage)[0::2] == (
        "campaign_not_begun",
        "This campaign begins on March 5, 2026. Until then nobody can give to it.",
    )
    campaigns.update(starts_at=NOON - timedelta(days=9), ends_at=NOON)
    code, _, sentence = _refusal(stage)
    assert code == "campaign_over"
    assert "March 2, 2026" in sentence
    campaigns.update(ends_at=NOON + timedelta(days=9), closed_at=NOON - timedelta(days=1), state=CampaignState.CLOSED)
    assert "March 1, 2026" in _refusal(stage)[2]
    campaigns.update(state=CampaignState.DRAFT)
    assert _refusal(stage)[0] == "unknown_campaign"
    campaigns.update(state=CampaignState.RUNNING, closed_at=None, shown=Shown.ARTICLES)
    words = "We move house, at 100 %. Back on Monday."
    paused = FundingSettings.objects.create(publication_id=stage.publication_id, paused_at=NOON, paused_because=words)
    assert _refusal(stage) == ("giving_paused", None, f"Nobody can give here for the moment. {words}")
    paused.paused_at = None
    paused.save()
    assert _give(stage).go_on_url == f"{ORIGIN}/{Contribution.objects.get().name_of_ours}-0"
    assert len(till.orders) == 1


def test_a_test_provider_is_never_offered_for_real_money_nor_a_real_one_for_a_test(
    stage: Stage, till: Till, monkeypatch: pytest.MonkeyPatch
):
    Campaign.objects.filter(id=stage.campaign_id).update(is_test=False)
    assert _refusal(stage)[0] == "nobody_to_pay"
    real = Till(is_live=True)
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {"demo": real}))
    _give(stage)
    assert Contribution.objects.get().is_test is False
    assert not till.orders


@pytest.mark.both_databases
def test_while_the_provider_is_away_nothing_is_lost_and_somebody_is_called_once(stage: Stage, till: Till):
    till.is_down = True
    assert _refusal(stage)[0] == _refusal(stage)[0] == "provider_down"
    row = Contribution.objects.get()
    assert (row.state, row.checkout_url) == (ContributionState.BEGUN, "")
    assert [alarm.kind for alarm in Alarm.objects.all()] == ["provider_down"]
    till.is_down = False
    assert _give(stage).contribution_id == row.id
    till.refuses = True
    assert _refusal(stage, key="second" * 5)[0] == "provider_refused"


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_two_hands_that_send_one_form_at_once_make_one_gift(till: Till):
    stage = set_stage()
    begun: list[Begun] = []

    def give() -> None:
        begun.append(_give(stage))
        connection.close()

    hands = [threading.Thread(target=give) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert len({one.contribution_id for one in begun}) == 1
    assert len({one.go_on_url for one in begun}) == 1
    assert len(begun) == 4
    assert {order.again for order in till.orders} == {0}
