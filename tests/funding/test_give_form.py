"""Giving without JavaScript: a form that says everything, comes back when refused, and leads to where one pays."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse

from folkmoot.articles.models import Page
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.forms.guard import TEST_FACTOR
from folkmoot.funding.models import Campaign, Contribution, FundingSettings
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import CampaignState, ContributionState, PaymentState
from folkmoot.funding.values.tokens import giving_token, return_token
from folkmoot.funding.views.give import COOKIE
from folkmoot.kit import clock
from tests.cast import ADA, NOON
from tests.discussion.browsers import Browser
from tests.funding.stage import Stage, set_stage
from tests.funding.till import ORIGIN, Till

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
ASKS = "/support/keep-us-going/"
GIVE = f"{ASKS}give"
PRESETS = 'name="preset" value="(\\w+)"( checked)?'


@pytest.fixture
def stage(transactional_db) -> Stage:
    return set_stage()


@pytest.fixture
def till(monkeypatch: pytest.MonkeyPatch) -> Till:
    one = Till()
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {"demo": one}))
    monkeypatch.setattr(clock, "now", lambda: NOON)
    return one


@pytest.fixture
def browser() -> Browser:
    return Browser()


def words_of(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))


def key_in(response: HttpResponse) -> str:
    found = re.search(r'name="form_key" value="([^"]+)"', response.content.decode())
    assert found
    return found[1]


def give(browser: Browser, **fields: str) -> HttpResponse:
    """Open the form, and send it with these words in it."""
    usual = {"form_key": key_in(browser.get(GIVE)), "preset": "1000", "frequency": "once", "email": "ada@mail.example"}
    return browser.send(GIVE, **{**usual, **fields})


def test_a_campaign_asks_and_its_form_is_a_page_of_its_own(stage: Stage, till: Till, browser: Browser):
    page = Page.objects.create(publication_id=stage.publication_id, kind="fixed", url="/about/", title="About")
    asks = browser.get(f"{ASKS}?from={page.id}")
    html = asks.content.decode()
    assert "public" in asks["Cache-Control"]
    assert "form_key" not in html
    assert f'action="{GIVE}"' in html
    assert f'name="from" value="{page.id}"' in html
    form = browser.get(f"{GIVE}?preset=2500&frequency=monthly&from={page.id}")
    html = form.content.decode()
    assert "no-store" in form["Cache-Control"]
    assert f"form-action 'self' {ORIGIN};" in form["Content-Security-Policy"]
    assert dict(re.findall(PRESETS, html)) == {"500": "", "1000": "", "2500": " checked", "own": ""}
    assert re.search(r'value="monthly" checked', html)
    assert not re.search(r'name="(named|cover)"[^>]*checked', html), "private unless one says otherwise"
    assert "2.9% and $0.30" in words_of(form)
    assert "Of $25 it is $1.06." in words_of(form)


def test_the_form_leads_to_where_one_pays_and_the_same_form_to_the_same_place(
    stage: Stage, till: Till, browser: Browser
):
    page = Page.objects.create(publication_id=stage.publication_id, kind="fixed", url="/about/", title="About")
    fields = {"form_key": key_in(browser.get(GIVE)), "preset": "own", "amount": "12.50", "frequency": "once"}
    fields |= {"email": "ada@mail.example", "name": ADA, "message": "Go on!", "cover": "1", "from": str(page.id)}
    first, second = browser.send(GIVE, **fields), browser.send(GIVE, **fields)
    row = Contribution.objects.get()
    assert (first.status_code, first["Location"], second["Location"]) == (303, row.checkout_url, row.checkout_url)
    assert (row.gift_minor, row.cover_minor, row.name_public, row.page_id) == (1250, 68, False, page.id)
    assert COOKIE not in first.cookies, "nothing renews, so there is nothing to remember"


REFUSED = (
    ({"amount": "1.99"}, "The least one can give here is $2.00"),
    ({"amount": "10000.01"}, "The most one can give here at once is $10,000.00"),
    ({"amount": "a lot"}, "Write the amount in figures"),
    ({"amount": "5.125"}, "decimal"),
    ({"preset": "own"}, "Write the amount in figures"),
    ({"preset": "9" * 400}, "Write the amount in figures"),
    ({"frequency": ""}, "Choose one of those"),
    ({"email": ""}, "We need your e-mail address"),
    ({"named": "1"}, "write the name"),
    ({"website": "https://spam.example"}, "Leave the field"),
    ({"form_key": "forged"}, "not of today"),
    ({"from": "9" * 400, "email": "x"}, "does not look like an e-mail address"),
)


def test_what_is_refused_comes_back_with_its_sentence_and_what_was_written(stage: Stage, till: Till, browser: Browser):
    for fields, said in REFUSED:
        response = give(browser, message="Keep <this>.", **fields)
        assert response.status_code == 422
        assert said in words_of(response)
        assert "Keep &lt;this&gt;." in response.content.decode()
        assert f"form-action 'self' {ORIGIN};" in response["Content-Security-Policy"]
    assert not Contribution.objects.exists()


def test_a_form_of_yesterday_comes_back_with_a_fresh_key(
    stage: Stage, till: Till, browser: Browser, monkeypatch: pytest.MonkeyPatch
):
    old = key_in(browser.get(GIVE))
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=25))
    again = give(browser, form_key=old)
    assert again.status_code == 422
    assert give(browser, form_key=key_in(again)).status_code == 303


def test_where_nobody_can_give_a_sentence_stands_instead_of_the_form(stage: Stage, till: Till, browser: Browser):
    key = key_in(browser.get(GIVE))
    Campaign.objects.filter(id=stage.campaign_id).update(state=CampaignState.ENDED, ends_at=NOON - timedelta(days=1))
    for response, status in ((browser.get(GIVE), 200), (browser.get(ASKS), 200), (give_with(browser, key), 422)):
        assert response.status_code == status
        assert "ended on March 1, 2026" in words_of(response)
        assert "form_key" not in response.content.decode()
    Campaign.objects.filter(id=stage.campaign_id).update(state=CampaignState.RUNNING, ends_at=None)
    FundingSettings.objects.create(publication_id=stage.publication_id, paused_at=NOON, paused_because="We move.")
    assert give_with(browser, key).status_code == 409
    assert "We move." in words_of(browser.get("/support/"))
    Campaign.objects.filter(id=stage.campaign_id).update(state=CampaignState.DRAFT)
    assert [browser.get(path).status_code for path in (ASKS, GIVE, f"{ASKS}supporters/")] == [404, 404, 404]


def give_with(browser: Browser, key: str) -> HttpResponse:
    return browser.send(GIVE, form_key=key, preset="1000", frequency="once", email="ada@mail.example")


def test_while_the_provider_is_away_a_sentence_says_so_and_the_same_form_works_later(
    stage: Stage, till: Till, browser: Browser
):
    till.is_down = True
    away = give(browser)
    assert (away.status_code, away["Retry-After"]) == (503, "60")
    assert "Nothing was paid" in words_of(away)
    till.is_down = False
    assert give(browser, form_key=key_in(away)).status_code == 303
    assert Contribution.objects.count() == 1


def test_whoever_gives_monthly_already_is_told_on_the_browser_they_did_it_with_and_nobody_else_is(
    stage: Stage, till: Till, browser: Browser
):
    first = give(browser, frequency="monthly")
    assert COOKIE in first.cookies
    till.pay(till.orders[0], now=NOON)
    sync_contribution(Contribution.objects.get().name_of_ours, now=NOON)
    assert "You give $10.00 a month already" in words_of(browser.get(GIVE))
    second = give(browser, frequency="yearly")
    assert second.status_code == 409
    assert "a second one beside it" in words_of(second)
    assert give(browser, frequency="yearly", second="1").status_code == 303
    assert give(browser, frequency="once").status_code == 303
    assert give(Browser(), frequency="monthly").status_code == 303, "an address proves nothing, and tells nothing"


def test_the_way_back_asks_what_became_of_it_and_never_says_why_a_card_was_declined(
    stage: Stage, till: Till, browser: Browser
):
    give(browser)
    row = Contribution.objects.get()
    thanks = till.orders[0].return_url.removeprefix("http://testserver")
    assert "Nothing was paid yet" in words_of(browser.get(thanks))
    till.pay(till.orders[0], now=NOON, state=PaymentState.FAILED)
    declined = words_of(browser.get(thanks))
    assert "Nothing was taken" in declined
    assert "Your bank" not in declined
    again = browser.send(f"/my/giving/{return_token(row.name_of_ours)}/pay")
    assert (again.status_code, again["Location"]) == (303, row.checkout_url)
    till.is_down = True
    assert "cannot ask just now" in words_of(browser.get(thanks))
    till.is_down = False
    till.pay(till.orders[0], now=NOON)
    arrived = words_of(browser.get(thanks))
    assert "You gave $10.00 once." in arrived
    assert "The Paper goes to ada@mail.example" in arrived
    assert stage.campaign.raised_minor == 1000


def test_a_link_that_is_not_ours_opens_nothing(stage: Stage, till: Till, browser: Browser):
    for token in ("x", giving_token("0" * 32), return_token("0" * 32)):
        for path in ("", "thanks", "statement"):
            assert browser.get(f"/my/giving/{token}/{path}").status_code == 404
        assert browser.send(f"/my/giving/{token}/end").status_code == 404


def test_limits_are_wider_where_no_money_moves(stage: Stage, till: Till, browser: Browser, settings):
    Campaign.objects.filter(id=stage.campaign_id).update(is_test=False)
    till.is_live = True
    statuses = [give(browser, email=f"a{number}@mail.example").status_code for number in range(6)]
    assert statuses == [303] * 5 + [429]
    assert settings.FOLKMOOT.giving_rate.burst * TEST_FACTOR > 50


def test_an_unfinished_gift_can_be_paid_later_on_a_new_page(stage: Stage, till: Till, browser: Browser):
    give(browser)
    row = Contribution.objects.get()
    Contribution.objects.filter(id=row.id).update(state=ContributionState.ABANDONED)
    again = browser.send(f"/my/giving/{giving_token(row.name_of_ours)}/pay")
    assert again["Location"] == f"{ORIGIN}/{row.name_of_ours}-1"
    row.refresh_from_db()
    assert (row.state, row.checkouts) == (ContributionState.BEGUN, 2)
