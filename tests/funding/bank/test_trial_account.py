"""Transfers can be tried out: everything is marked as a test, and nothing of it counts as money, also later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from folkmoot.articles.queries.publications import publications
from folkmoot.funding.adapters.bank.provider import BankProvider
from folkmoot.funding.commands.begin_contribution import begin_contribution
from folkmoot.funding.commands.change_giving import change_giving
from folkmoot.funding.commands.read_statement import read_statement
from folkmoot.funding.commands.save_campaign import save_campaign
from folkmoot.funding.commands.turn_campaign import begin_campaign
from folkmoot.funding.models import Campaign, Contribution, JournalEntry, Quarantined
from folkmoot.funding.ports import Ports
from folkmoot.funding.values.drafts import CampaignDraft, GivingDraft
from folkmoot.funding.values.giving import Choice
from folkmoot.funding.values.transfers import Statement, StatementLine
from folkmoot.readers.values import Actor, Role
from tests.cast import NOON
from tests.discussion.browsers import Browser
from tests.funding.stage import set_stage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
OWNER = Actor(roles=frozenset({Role.OWNER}))
GIVING = GivingDraft(
    legal_name="",
    legal_address="",
    tax_words="",
    currency="EUR",
    amount_pattern="",
    call="",
    appeal="",
    links_shown=True,
    other_ways=(),
    account_holder="The Bridge",
    iban="DE89370400440532013000",
    bic="",
    trial_account=True,
)
DRAFT = CampaignDraft(
    title="A new roof",
    slug="roof",
    story="",
    kind="total",
    currency="EUR",
    goal_minor=300_000,
    ticks_minor=(),
    minimum_minor=200,
    maximum_minor=100_000,
    presets_minor=(500,),
    frequencies=("once",),
    providers=("bank",),
    starts_at=NOON,
    ends_at=None,
    shown="everywhere",
    section_id=None,
    article_slugs=(),
    fee_cover=False,
)


def test_a_campaign_that_takes_transfers_to_a_trial_account_is_a_test_from_the_pledge_to_the_books(monkeypatch):
    monkeypatch.setattr(Ports, "providers", staticmethod(lambda: {"bank": BankProvider()}))
    paper = set_stage().publication_id  # another campaign moves no money there: a real one could not run beside it
    publication = next(one for one in publications() if one.id == paper)
    words = {"publication_id": paper, "actor": OWNER, "now": NOON}
    change_giving(draft=GIVING, **words)
    roof = save_campaign(campaign_id=None, draft=DRAFT, **words)
    assert roof.is_test
    assert begin_campaign(campaign_id=roof.id, **words) == "running"
    choice = Choice(gift_minor=1000, frequency="once", email="ada@mail.example")
    begun = begin_contribution(publication=publication, slug="roof", choice=choice, actor=Actor(), now=NOON)
    pledge = Contribution.objects.get(id=begun.contribution_id)
    assert "No money moves" in Browser().get("/" + pledge.checkout_url.split("/", 3)[3]).content.decode()
    change_giving(draft=replace(GIVING, trial_account=False), **words)
    on = date(NOON.year, NOON.month, NOON.day)
    line = StatementLine(entry_key="", amount_minor=1000, currency="EUR", booked_on=on, words=pledge.reference)
    later = words | {"now": NOON + timedelta(hours=1)}
    assert read_statement(statement=Statement("", (line,)), **later).matched == 1
    assert Campaign.objects.get(id=roof.id).raised_minor == 1000
    assert (JournalEntry.objects.get().is_test, Quarantined.objects.exists()) == (True, False)
    form = Browser().get("/support/roof/give").content.decode()
    assert "No way to pay is set up here yet." in form
    assert not save_campaign(campaign_id=None, draft=replace(DRAFT, slug="real"), **later).is_test
