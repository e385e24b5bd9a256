"""The treasurer's desk in a browser without scripts: gifts found, sent back, written down; what needs a person."""

from __future__ import annotations

import csv
import io

import pytest

from folkmoot.articles.queries import chrome_of
from folkmoot.funding.commands.converge import converge
from folkmoot.funding.commands.raise_alarm import raise_alarm
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.models import Campaign, Contribution, Payment, Quarantined
from folkmoot.funding.queries.ledger import read_balances
from folkmoot.funding.queries.treasury import read_one_gift
from folkmoot.funding.values import DisputeState, Picture, RemoteCharge
from folkmoot.readers.models import AuditEntry
from folkmoot.readers.values import Role
from tests.cast import NOON
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage as set_newspaper
from tests.funding.remote_house import close_dispute, dispute, pay
from tests.funding.stage import Stage, run_campaign

pytestmark = pytest.mark.django_db
GIFT = {"amount": "25.50", "came_at": "2020-05-01T09:00", "name": "=Ada", "email": "ada@mail.example"}


@pytest.fixture
def house(db) -> tuple[Browser, Stage]:
    """A treasurer, and a campaign that runs for real money."""
    newspaper = set_newspaper()
    campaign_id = run_campaign(newspaper.publication_id, is_test=False, providers=["bank"])
    treasurer = Browser(account=newspaper.staff(Role.TREASURER).account_id)
    return treasurer, Stage(publication_id=newspaper.publication_id, campaign_id=campaign_id)


def write(treasurer: Browser, stage: Stage, **changed: object):
    return treasurer.send("/desk/gifts/new/", **(GIFT | {"campaign": stage.campaign_id, "act": "gift"} | changed))


@pytest.mark.both_databases
def test_a_gift_written_down_counts_once_and_goes_back_in_two_parts(house):
    treasurer, stage = house
    kept = write(treasurer, stage, reference="Patreon 77")
    payment = Payment.objects.get()
    assert (kept.status_code, kept["Location"]) == (303, f"/desk/gifts/{payment.id}/?done=1")
    assert write(treasurer, stage, reference="Patreon 77")["Location"] == kept["Location"]
    assert (stage.campaign.raised_minor, stage.campaign.supporters) == (2550, 1)
    path = f"/desk/gifts/{payment.id}/"
    page = treasurer.get(path).content.decode()
    assert "It went back" in page
    assert "$25.50" in page
    for key, amount in (("k1", "10"), ("k1", "10"), ("k2", "15.50")):
        assert treasurer.send(path, amount=amount, key=key, reason="Asked for").status_code == 303
    assert (stage.campaign.raised_minor, stage.campaign.supporters) == (0, 0)
    assert treasurer.send(path, amount="1", key="k3").status_code == 422
    balances = read_balances(stage.publication_id)
    assert set(balances.values()) == {0}
    acts = list(AuditEntry.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["gift.written", "gift.refunded", "gift.refunded"]


def test_what_cannot_be_written_down_is_refused_with_the_form_kept(house):
    treasurer, stage = house
    for changed, field in (
        ({"amount": "0"}, "amount"),
        ({"amount": "1,2,3"}, "amount"),
        ({"came_at": "2099-01-01T00:00"}, "came_at"),
        ({"email": "nobody"}, "email"),
        ({"campaign": "9999999"}, None),
    ):
        refused = write(treasurer, stage, **changed)
        page = refused.content.decode()
        assert refused.status_code in {404, 422}
        assert "=Ada" in page
        assert field is None or f'id="error-{field}"' in page or field == "email"
    Campaign.objects.update(is_test=True)
    assert write(treasurer, stage).status_code == 422
    assert not Contribution.objects.exists()


def test_the_list_is_narrowed_down_and_taken_along_as_a_table(house):
    treasurer, stage = house
    write(treasurer, stage, reference="one")
    write(treasurer, stage, reference="two", name="Ben", email="ben@mail.example", came_at="2020-06-01T09:00")
    assert [name in treasurer.get("/desk/gifts/").content.decode() for name in ("=Ada", "Ben")] == [True, True]
    for query, seen in (
        ("words=BEN", ["Ben"]),
        ("words=two", ["Ben"]),
        ("until=2020-05-01", ["=Ada"]),
        ("since=2020-05-02&state=paid&provider=manual", ["Ben"]),
        ("state=failed", []),
        (f"campaign={stage.campaign_id}&since=never&state=odd", ["=Ada", "Ben"]),
    ):
        page = treasurer.get(f"/desk/gifts/?{query}").content.decode()
        assert [name for name in ("=Ada", "Ben") if f">{name}</a>" in page] == seen
    answer = treasurer.get("/desk/gifts/gifts.csv?until=2020-05-01")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [(row["name"], row["gift"], row["currency"], row["reference"]) for row in rows] == [
        ("'=Ada", "25.50", "USD", "one")
    ]


def test_an_opening_amount_is_booked_once(house):
    treasurer, stage = house
    form = {"act": "open", "campaign": stage.campaign_id, "amount": "900", "note": "At the town fair", "came_at": ""}
    assert treasurer.send("/desk/gifts/new/", **form).status_code == 303
    assert stage.campaign.raised_minor == 90_000
    refused = treasurer.send("/desk/gifts/new/", **form)
    assert (refused.status_code, stage.campaign.raised_minor) == (422, 90_000)
    assert "At the town fair" in refused.content.decode()
    assert "Every campaign has its opening amount" in treasurer.get("/desk/gifts/new/").content.decode()
    campaign_page = treasurer.get("/support/keep-us-going/").content.decode()
    assert "<bdi>$900</bdi> of it were raised elsewhere" in campaign_page
    assert "At the town fair" in campaign_page


def test_what_is_wrong_is_said_at_the_form_that_was_sent(house):
    treasurer, stage = house
    form = {"act": "open", "campaign": stage.campaign_id, "amount": "nine", "note": "At the fair", "came_at": ""}
    page = treasurer.send("/desk/gifts/new/", **form).content.decode()
    assert page.count('id="error-amount"') == 1
    assert page.index('id="error-amount"') > page.index('id="opening-amount"')
    assert page.count('value="nine"') == 1


def test_money_that_does_not_fit_waits_until_somebody_says_what_it_was(house, remote):
    treasurer, stage = house
    gift = stage.begin(1000, provider=remote.code)
    charge = RemoteCharge(ref="ch", state="paid", amount_minor=999, currency="USD", at=NOON, paid_at=NOON)
    fits_not = Picture(
        provider=gift.provider, account="acct", is_live=False, contribution=gift.name_of_ours, currency="USD",
        asked_at=NOON, charges=(charge,),
    )  # fmt: skip
    converge(fits_not, now=NOON)
    raise_alarm(stage.publication_id, "card_testing", "tonight", now=NOON)
    assert "3 things need a person" in treasurer.get("/desk/gifts/").content.decode()
    page = treasurer.get("/desk/gifts/alarms/").content.decode()
    assert "<dd>10.00 USD</dd>" in page
    assert "<dd>9.99 USD</dd>" in page
    aside = Quarantined.objects.get()
    assert treasurer.send("/desk/gifts/alarms/", aside=aside.id, note=" ").status_code == 422
    assert treasurer.send("/desk/gifts/alarms/", aside=aside.id, note="A test of theirs").status_code == 303
    assert treasurer.send("/desk/gifts/alarms/", aside=aside.id, note="Again").status_code == 404
    for alarm in list(page.split('name="alarm" value="')[1:]):
        assert treasurer.send("/desk/gifts/alarms/", alarm=alarm.partition('"')[0]).status_code == 303
    assert "All is well" in treasurer.get("/desk/gifts/alarms/").content.decode()
    assert stage.campaign.raised_minor == 0


@pytest.mark.both_databases
def test_a_gift_says_of_what_a_bank_asked_back_how_much_that_was_once(house, remote):
    _treasurer, stage = house
    gift = stage.begin(12_000, cover_minor=360, provider=remote.code)
    remote.meet(gift)
    for step in (pay("ch", 12_360), dispute("ch", 12_360, name="d"), close_dispute("ch", "d", DisputeState.WON)):
        remote.go_on(gift.name_of_ours, step, NOON)
    sync_contribution(gift.name_of_ours, now=NOON)
    page = read_one_gift(chrome_of(stage.publication_id), Payment.objects.get().id)
    said = {one.kind: one.amount for one in page.booked}
    assert said == {"charge": "$123.60", "fee": "$0.60", "dispute-opened": "$123.60", "dispute-won": "$123.60"}
