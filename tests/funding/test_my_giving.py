"""One's own giving by its link: change, pause, resume, end, be named; and what others see of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse

from folkmoot.articles.queries.publications import publications
from folkmoot.funding.commands.begin_contribution import begin_contribution
from folkmoot.funding.commands.forget_networks import forget_networks
from folkmoot.funding.commands.name_supporter import decide_message
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.models import Contribution, FundingSettings
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import Capabilities, ContributionState, MessageState, SubscriptionState
from folkmoot.funding.values.giving import Choice
from folkmoot.funding.values.tokens import giving_token, return_token
from folkmoot.kit import clock
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.models import Account
from folkmoot.readers.values import Actor, Role
from tests.cast import ADA, NOON
from tests.discussion.browsers import Browser
from tests.funding.stage import Stage, set_stage
from tests.funding.till import ORIGIN, Till

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
ASKS = "/support/keep-us-going/"


@pytest.fixture
def till(monkeypatch: pytest.MonkeyPatch) -> Till:
    one = Till()
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {"demo": one}))
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return one


@pytest.fixture
def stage(transactional_db) -> Stage:
    return set_stage()


@pytest.fixture
def browser() -> Browser:
    return Browser()


def words_of(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def gift(stage: Stage, till: Till, **choice: object) -> Contribution:
    """Return a gift that was begun and paid."""
    publication = next(one for one in publications() if one.id == stage.publication_id)
    usual = {"gift_minor": 1000, "frequency": "monthly", "email": "ada@mail.example"}
    begun = begin_contribution(
        publication=publication,
        slug=stage.campaign.slug,
        choice=Choice(**{**usual, **choice}),
        actor=Actor(network="192.0.2.1"),
        once_key=f"{Contribution.objects.count()}" * 30,
        now=NOON,
    )
    till.pay(till.orders[-1], now=NOON)
    sync_contribution(begun.name_of_ours, now=NOON)
    return Contribution.objects.get(id=begun.contribution_id)


def test_a_gift_that_renews_is_changed_paused_resumed_and_ended_by_its_link(stage: Stage, till: Till, browser: Browser):
    row = gift(stage, till, cover=True)
    path = f"/my/giving/{giving_token(row.name_of_ours)}/"
    assert (stage.campaign.monthly_minor, row.cover_minor) == (1000, 61)
    done = browser.send(f"{path}amount", amount="20")
    assert (done.status_code, done["Location"]) == (303, f"{path}?done=amount")
    row.refresh_from_db()
    assert (row.gift_minor, row.cover_minor, row.agreed) == (2000, 91, [[1000, 61], [2000, 91]])
    assert stage.campaign.monthly_minor == 2000
    low = browser.send(f"{path}amount", amount="1")
    assert low.status_code == 422
    assert "The least one can give here is $2.00" in words_of(low)
    assert 'value="1"' in low.content.decode()
    browser.send(f"{path}pause")
    assert stage.campaign.monthly_minor == 0
    assert "until you resume it" in words_of(browser.get(path))
    browser.send(f"{path}resume")
    assert browser.send(f"{path}card")["Location"].startswith(f"{ORIGIN}/portal/{row.name_of_ours}")
    till.is_down = True
    away = browser.send(f"{path}end")
    assert away.status_code == 503
    assert "cannot reach" in words_of(away)
    till.is_down = False
    browser.send(f"{path}end")
    row.refresh_from_db()
    assert row.state == ContributionState.ENDED
    assert "Nothing more is taken" in words_of(browser.get(f"{path}?done=end"))
    assert browser.send(f"{path}end").status_code == 409


def test_what_a_provider_cannot_do_is_neither_offered_nor_done(stage: Stage, till: Till, browser: Browser):
    row = gift(stage, till)
    path = f"/my/giving/{giving_token(row.name_of_ours)}/"
    till.capabilities = Capabilities(changes=False, pauses=False, hosted=False)
    html = browser.get(path).content.decode()
    assert [act for act in ("amount", "pause", "card", "end") if f"{path}{act}" in html] == ["end"]
    assert [browser.send(f"{path}{act}", amount="20").status_code for act in ("amount", "pause")] == [409, 409]


def test_a_failed_renewal_says_why_to_whoever_holds_the_link(stage: Stage, till: Till, browser: Browser):
    row = gift(stage, till)
    till.fails(row.name_of_ours, "expired_card", next_at=NOON + timedelta(days=3))
    page = words_of(browser.get(f"/my/giving/{return_token(row.name_of_ours)}/thanks"))
    assert "Thank you" in page
    page = words_of(browser.get(f"/my/giving/{return_token(row.name_of_ours)}/"))
    assert "Your card has expired. It is tried again on March 5, 2026" in page
    assert till.pictures[row.name_of_ours].subscription.state is SubscriptionState.FAILING


def test_only_a_letters_link_shows_what_else_came_from_an_address(stage: Stage, till: Till, browser: Browser):
    FundingSettings.objects.create(publication_id=stage.publication_id, legal_name="The Paper Cooperative")
    first = gift(stage, till)
    second = gift(stage, till, gift_minor=777, frequency="once", email="ADA@mail.example")
    letter, back = (make(second.name_of_ours) for make in (giving_token, return_token))
    assert "$10.00 a month" in words_of(browser.get(f"/my/giving/{letter}/"))
    assert giving_token(first.name_of_ours) not in browser.get(f"/my/giving/{back}/").content.decode()
    whole = words_of(browser.get(f"/my/giving/{letter}/statement?from=2026-03-01&to=2026-03-02"))
    assert "The Paper Cooperative" in whole
    assert "Together: $17.77" in whole
    assert "Together: $7.77" in words_of(browser.get(f"/my/giving/{back}/statement"))
    assert "Nothing came" in words_of(browser.get(f"/my/giving/{letter}/statement?from=2026-03-03&to=2026-03-09"))
    for span in ("from=2026-03-09&to=2026-03-01", "from=x", "from=2026-02-30"):
        assert browser.get(f"/my/giving/{letter}/statement?{span}").status_code == 422


def test_the_wall_names_those_who_want_it_and_whose_gift_came_and_changes_with_them(
    stage: Stage, till: Till, browser: Browser
):
    row = gift(stage, till, name=ADA, named=True, message="Go <on>!")
    gift(stage, till, name="Silent", email="silent@mail.example")
    gift(stage, till, name="Loud", named=True, message="See www.x.example", email="loud@mail.example")
    assert wall(browser) == ([ADA], ["Go &lt;on&gt;!"])
    path = f"/my/giving/{giving_token(row.name_of_ours)}/"
    browser.send(f"{path}name", name="A. B.", named="1", message="")
    assert wall(browser) == (["A. B."], [])
    assert browser.send(f"{path}name", name="", named="1").status_code == 422
    browser.send(f"{path}name", name=ADA, message="")
    assert wall(browser) == ([], [])
    loud = Contribution.objects.get(name="Loud")
    told = {"publication_id": stage.publication_id, "name_of_ours": loud.name_of_ours, "now": NOON}
    with pytest.raises(DeniedError):
        decide_message(show=True, actor=Actor(roles=frozenset({Role.MODERATOR})), **told)
    owner = Account.objects.create(email="owner@paper.example", name="Owner", created_at=NOON)
    decide_message(show=True, actor=Actor(account_id=owner.id, roles=frozenset({Role.OWNER})), **told)
    assert wall(browser) == (["Loud"], ["See www.x.example"])
    decide_message(show=False, actor=Actor(account_id=owner.id, roles=frozenset({Role.OWNER})), **told)
    browser.send(
        f"/my/giving/{giving_token(loud.name_of_ours)}/name", name="Loud", named="1", message="See www.x.example"
    )
    assert Contribution.objects.get(name="Loud").message_state == MessageState.REFUSED, "what was decided stays"
    assert wall(browser) == ([], [])


def wall(browser: Browser) -> tuple[list[str], list[str]]:
    """Return the names and the words on the wall."""
    html = browser.get(f"{ASKS}supporters/").content.decode()
    return re.findall(r'class="name">([^<]*)<', html), re.findall(r'class="words" dir="auto">(.*?)</p>', html)


def test_the_network_is_forgotten_when_its_key_is(stage: Stage, till: Till):
    row = gift(stage, till)
    assert forget_networks(now=NOON + timedelta(hours=47)) == 0
    assert forget_networks(now=NOON + timedelta(hours=49)) == 1
    row.refresh_from_db()
    assert row.network == ""


def test_a_program_gives_and_is_told_where_to_pay(stage: Stage, till: Till, browser: Browser):
    def post(body: dict[str, object], **headers: str) -> HttpResponse:
        address = "/api/v1/campaigns/keep-us-going/contributions"
        return browser.client.post(address, body, content_type="application/json", headers=headers, **browser.environ)

    body = {"amount_minor": 1000, "frequency": "monthly", "provider": "demo", "email": "ada@mail.example"}
    key = {"Idempotency-Key": "k" * 22}
    first = post(body, **key)
    assert (first.status_code, list(first.json())) == (201, ["checkout_url"])
    assert post(body, **key).json() == first.json()
    assert post({**body, "amount_minor": 2000}, **key).json()["code"] == "idempotency_mismatch"
    assert post(body, **{"Idempotency-Key": "short"}).json()["code"] == "bad_idempotency_key"
    refused = {
        "below_minimum": {"amount_minor": 199},
        "above_maximum": {"amount_minor": 1_000_001},
        "invalid_field": {"amount_minor": "10"},
        "unknown_field": {"card": "4242"},
        "unknown_provider": {"provider": "bank"},
    }
    for code, wrong in refused.items():
        answer = post({**body, **wrong})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert "$2.00" in post({**body, "amount_minor": 1}).json()["detail"]
    assert Contribution.objects.count() == 1
