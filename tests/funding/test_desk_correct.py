"""The treasurer corrects what a campaign says was raised, and reads of campaigns that others make."""

from __future__ import annotations

import re

import pytest

from folkmoot.funding.models import Campaign, JournalEntry
from folkmoot.funding.queries.ledger import check_ledger
from folkmoot.readers.models import Account
from folkmoot.readers.values import Role
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage as set_newspaper
from tests.funding.stage import Stage, run_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db) -> tuple[Browser, Stage, str]:
    """A treasurer, a campaign that runs for real money, and the treasurer's name."""
    newspaper = set_newspaper()
    campaign_id = run_campaign(newspaper.publication_id, is_test=False, providers=["bank"])
    account_id = newspaper.staff(Role.TREASURER).account_id
    stage = Stage(publication_id=newspaper.publication_id, campaign_id=campaign_id)
    return Browser(account=account_id), stage, str(Account.objects.get(id=account_id))


def words(answer) -> str:
    """Return a page as it is read: no tags, one space between words."""
    text = re.sub(r"<[^>]+>", "", answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(text.split())


@pytest.mark.both_databases
def test_a_correction_says_what_the_meter_will_say_and_is_booked_once_with_who_and_why(house):
    treasurer, stage, name = house
    page = f"/desk/campaigns/{stage.campaign_id}/"
    opening = {"act": "open", "campaign": stage.campaign_id, "amount": "900", "note": "At the fair", "came_at": ""}
    treasurer.send("/desk/gifts/new/", **opening)
    form = {"way": "take", "amount": "1.50", "note": "Counted  twice", "key": "k" * 30}
    looked = treasurer.send(f"{page}correct/", act="look", **form)
    said = words(looked)
    assert "It will say$898.50 raised of $5,000 (17%)" in said
    assert "The meter says$900 raised of $5,000 (18%)" in said
    assert stage.campaign.raised_minor == 90_000
    sent = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', looked.content.decode()))
    for _ in range(2):
        booked = treasurer.send(f"{page}correct/", act="book", **sent)
        assert (booked.status_code, booked["Location"]) == (303, f"{page}?done=corrected")
    assert (stage.campaign.raised_minor, check_ledger().faults) == (89_850, [])
    shown = words(treasurer.get(booked["Location"]))
    assert "Corrected. Every page says so now." in shown
    assert f"Raised elsewhere, before+$900.00At the fair{name}" in shown
    assert f"Correction-$1.50Counted twice{name}" in shown
    assert JournalEntry.objects.filter(kind="correction").count() == 1


def test_what_is_no_correction_is_refused_with_the_form_kept_and_below_nothing_is_said(house):
    treasurer, stage, _name = house
    path = f"/desk/campaigns/{stage.campaign_id}/correct/"
    form = {"way": "take", "amount": "10", "note": "Counted twice", "key": "k" * 30}
    for changed, field in (
        ({"way": ""}, "way"),
        ({"way": "turn"}, "way"),
        ({"amount": "0"}, "amount"),
        ({"amount": "-5"}, "amount"),
        ({"note": "   "}, "note"),
        ({"note": "x" * 401}, "note"),
    ):
        for act in ("look", "book"):
            refused = treasurer.send(path, act=act, **(form | changed))
            assert refused.status_code == 422
            assert f'id="error-{field}"' in refused.content.decode()
    looked = words(treasurer.send(path, act="look", **form))
    assert "less than nothing would have been raised" in looked
    changed = treasurer.send(path, act="change", **form).content.decode()
    assert 'value="take" required checked' in changed
    assert 'value="Counted twice"' in changed
    assert not JournalEntry.objects.exists()
    Campaign.objects.update(kind="monthly")
    assert "so it stays as it is" in words(treasurer.send(path, act="look", **form))


def test_who_keeps_the_books_reads_of_campaigns_and_changes_none(house):
    treasurer, stage, _name = house
    Campaign.objects.update(late_minor=700)
    page = f"/desk/campaigns/{stage.campaign_id}/"
    listed = treasurer.get("/desk/campaigns/").content.decode()
    assert page in listed
    assert "New campaign" not in listed
    read = treasurer.get(page)
    for said in ("Keep us going", "$7.00 that came late", "$2.00 to $10,000.00", "Once, Each month, Each year"):
        assert said in words(read)
    assert 'name="title"' not in read.content.decode()
    assert f'href="{page}correct/"' in read.content.decode()
    assert treasurer.client.post(page, {"act": "close"}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 403
