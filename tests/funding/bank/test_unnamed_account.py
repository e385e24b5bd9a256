"""Nobody is asked to send money to an account that nobody has named."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.articles.queries.publications import publications
from folkmoot.funding.adapters.bank.provider import BankProvider
from folkmoot.funding.commands.begin_contribution import begin_contribution
from folkmoot.funding.commands.turn_campaign import begin_campaign
from folkmoot.funding.models import Campaign, Contribution, FundingSettings
from folkmoot.funding.ports import Ports
from folkmoot.funding.values import CampaignState, ProviderCode
from folkmoot.funding.values.giving import Choice
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Actor, Role
from tests.cast import NOON
from tests.discussion.browsers import Browser
from tests.discussion.stage import Stage, set_stage
from tests.funding.stage import run_campaign
from tests.funding.till import Till

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
IBAN = "DE89370400440532013000"
EDITOR = Actor(roles=frozenset({Role.EDITOR}))
FORM = "/support/keep-us-going/give"


@pytest.fixture
def paper(transactional_db, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A publication whose campaign takes transfers and cards, and that named no account."""
    ways = {"bank": BankProvider(), "stripe": Till(is_live=True, code="stripe")}
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: ways))
    stage = set_stage()
    run_campaign(stage.publication_id, currency="EUR", providers=[*ways], is_test=False)
    return stage


def name_account(paper: Stage) -> None:
    FundingSettings.objects.update_or_create(publication_id=paper.publication_id, defaults={"iban": IBAN})


def give(paper: Stage, provider: str) -> str:
    """Return through whom a gift goes; or why not."""
    publication = next(one for one in publications() if one.id == paper.publication_id)
    choice = Choice(gift_minor=1000, frequency="once", email="ada@mail.example", provider=provider)
    try:
        begun = begin_contribution(
            publication=publication, slug="keep-us-going", choice=choice, actor=Actor(), now=NOON
        )
    except DeniedError as error:
        return error.denial.code
    return Contribution.objects.get(id=begun.contribution_id).provider


def test_it_is_refused_in_words_until_there_is_one_and_other_ways_are_taken_meanwhile(paper):
    assert give(paper, ProviderCode.BANK) == "account_unnamed"
    assert not Contribution.objects.exists()
    assert give(paper, "") == "stripe"
    name_account(paper)
    assert give(paper, ProviderCode.BANK) == give(paper, "") == "bank"


def test_the_form_offers_it_when_there_is_one(paper):
    guest = Browser()
    before = guest.get(FORM).content.decode()
    assert 'name="provider"' not in before
    key = before.split('name="form_key" value="', 1)[1].split('"', 1)[0]
    sent = {"form_key": key, "provider": "bank", "preset": "1000", "frequency": "once", "email": "ada@mail.example"}
    refused = guest.send(FORM, **sent)
    html = refused.content.decode()
    assert (refused.status_code, "no account is named" in html) == (409, True)
    name_account(paper)
    assert 'value="bank"' in guest.get(FORM).content.decode()


def test_where_it_is_the_only_way_one_is_told_that_nobody_can_give_yet(paper):
    Campaign.objects.update(providers=["bank"])
    page = Browser().get(FORM).content.decode()
    assert "No way to pay is set up here yet." in page
    assert "<form" not in page.split("<main", 1)[1].split("</main", 1)[0]


def test_a_campaign_that_knows_no_other_way_does_not_begin_before(paper):
    only = run_campaign(
        paper.publication_id,
        slug="by-bank",
        currency="EUR",
        providers=["bank"],
        is_test=False,
        state=CampaignState.DRAFT,
    )
    with pytest.raises(DeniedError) as refused:
        begin_campaign(publication_id=paper.publication_id, campaign_id=only, actor=EDITOR, now=NOON)
    assert (refused.value.denial.code, refused.value.denial.field) == ("no_account", "providers")
    name_account(paper)
    later = NOON + timedelta(hours=1)
    assert begin_campaign(publication_id=paper.publication_id, campaign_id=only, actor=EDITOR, now=later) == "running"


def test_whoever_makes_campaigns_reads_why_it_is_not_offered(paper):
    desk, waits = Browser(account=paper.staff(Role.EDITOR).account_id), "not offered before an IBAN"
    ticked = 'name="providers" value="bank" checked'
    before = desk.get("/desk/campaigns/new/").content.decode()
    assert (waits in before, ticked in before) == (True, False)
    name_account(paper)
    after = desk.get("/desk/campaigns/new/").content.decode()
    assert (waits in after, ticked in after) == (False, True)
