"""The demo's money: 1,020 of 5,000 $, its books, and a second campaign by bank transfer."""

from __future__ import annotations

import pytest

from folkmoot.articles.queries import chrome_of
from folkmoot.cli.demo.giving import CAMPAIGN_SLUG
from folkmoot.cli.demo.lens import LENS_SLUG
from folkmoot.cli.demo.staff import TREASURER
from folkmoot.funding.models import Campaign, Contribution, DemoMessage, JournalEntry, Payment, Posting, Quarantined
from folkmoot.funding.queries import read_meter
from folkmoot.funding.queries.bank import read_bank
from folkmoot.funding.queries.carried import read_carried
from folkmoot.funding.queries.held_words import held_words
from folkmoot.funding.queries.ledger import check_ledger
from folkmoot.funding.queries.meter import appeal_on
from folkmoot.funding.queries.months import read_months
from folkmoot.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(first_start):
    return Campaign.objects.get(slug=CAMPAIGN_SLUG)


def test_readers_give_and_1020_dollars_of_5000_count(campaign):
    assert (campaign.raised_minor, campaign.goal_minor, campaign.currency) == (102_000, 500_000, "USD")
    assert (campaign.supporters, campaign.monthly_minor, campaign.is_test) == (17, 1_500, True)
    assert (
        Posting.objects.filter(credit=f"income:gifts:{campaign.id}").count() == 18 + 1 + 1
    )  # with the one that was won, and what was carried over
    kinds = set(JournalEntry.objects.values_list("kind", flat=True))
    assert kinds >= {"charge", "fee", "refund", "dispute-opened", "dispute-won", "opening", "correction"}
    assert Payment.objects.get(state="pending").gift_minor == 25_000
    assert not Quarantined.objects.exists()
    assert set(DemoMessage.objects.values_list("delivered", flat=True)) == {1}
    meter = read_meter(campaign.slug, chrome_of(campaign.publication_id))
    assert [tick.amount.replace("\N{NO-BREAK SPACE}", " ") for tick in meter.ticks] == ["0 $", "2,500 $", "5,000 $"]
    assert meter.text.replace("\N{NO-BREAK SPACE}", " ").startswith("1,020 $ raised of 5,000 $ (20%) · 17 supporters")


def test_the_books_were_kept_as_things_happened_and_one_supporters_words_wait_to_be_read(campaign):
    chrome = chrome_of(campaign.publication_id)
    (held,) = held_words(chrome)
    assert (held.name, held.reason.code) == ("Hugo Lampwick", "address")
    booked = list(JournalEntry.objects.order_by("id").values_list("booked_at", flat=True))
    assert booked == sorted(booked)
    assert booked[-1] <= clock.now()
    assert [row.note.partition(",")[0] for row in read_carried(chrome, campaign)] == [
        "A tin on the counter of the Ferry Inn",
        "The tin held 50 dollars",
    ]
    assert {row.who for row in read_carried(chrome, campaign)} == {TREASURER.name}
    books = read_months(chrome, year=None, now=clock.now())
    assert books.closable is not None
    assert check_ledger().faults == []


def test_one_gift_came_by_bank_one_is_awaited_and_one_waits_for_a_person(first_start):
    lens = Campaign.objects.get(slug=LENS_SLUG)
    assert (lens.raised_minor, lens.supporters, lens.is_test, lens.currency) == (4_000, 1, True, "EUR")
    bank = read_bank(lens.publication_id, "en")
    assert [line.payer for line in bank.matched] == ["Leonie Vaart"]
    (unclear,) = bank.unclear
    assert unclear.payer == "Mira Ostermann"
    assert [one.name for one in unclear.likely] == ["Mira Ostermann"]
    states = Contribution.objects.filter(campaign=lens).order_by("id").values_list("name", "state")
    assert dict(states) == {"Leonie Vaart": "done", "Mira Ostermann": "begun", "Theo Brandt": "begun"}
    front = appeal_on(chrome_of(lens.publication_id))
    assert front.meter.title == "Keep the Lantern lit"
