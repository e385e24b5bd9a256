"""What came in, by month, by article and by payout, as the treasurer sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.articles.models import Page
from folkmoot.articles.queries import chrome_of
from folkmoot.funding.commands.converge import converge
from folkmoot.funding.commands.record_payout import record_payout
from folkmoot.funding.models import Payment, Payout
from folkmoot.funding.queries.income import earned_by_page, income_over_time, read_payouts
from folkmoot.funding.queries.ledger import read_balances
from folkmoot.funding.values import Frequency, Picture, RemoteCharge, RemotePayout, RemoteRefund
from folkmoot.readers.values import Role
from tests.cast import NOON
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage as set_newspaper
from tests.funding.stage import Stage, run_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def house(db, remote) -> tuple[Browser, Stage]:
    newspaper = set_newspaper()
    campaign_id = run_campaign(newspaper.publication_id)
    treasurer = Browser(account=newspaper.staff(Role.TREASURER).account_id)
    return treasurer, Stage(publication_id=newspaper.publication_id, campaign_id=campaign_id)


def pay(
    stage: Stage, ref: str, days_ago: int, *, back: int = 0, frequency: Frequency = Frequency.ONCE, payout: str = ""
) -> int:
    """Let 10.00 come some days before noon, with a fee of 0.50; return the id of the contribution."""
    at = NOON - timedelta(days=days_ago)
    gift = stage.begin(1000, frequency=frequency)
    refunds = (RemoteRefund(ref=f"back-{ref}", amount_minor=back, at=NOON),) if back else ()
    charge = RemoteCharge(
        ref=ref, state="paid", amount_minor=1000, currency="USD", at=at, paid_at=at, fee_minor=50, fee_currency="USD",
        payout_ref=payout, refunds=refunds,
    )  # fmt: skip
    converge(
        Picture(
            provider=gift.provider, account="acct", is_live=False, contribution=gift.name_of_ours, currency="USD",
            asked_at=NOON, charges=(charge,),
        ),
        now=NOON,
    )  # fmt: skip
    return gift.id


def test_each_month_shows_what_still_counts_of_single_and_of_renewing_gifts(house):
    _, stage = house
    pay(stage, "a", 0)
    pay(stage, "b", 0, back=400)
    pay(stage, "c", 35, frequency=Frequency.MONTHLY)
    pay(stage, "too-old", 400)
    (income,) = income_over_time(chrome_of(stage.publication_id), now=NOON)
    assert len(income.months) == 12
    this = income.months[-1]
    assert (this.once, this.renewing, this.total) == ("$16.00", "$0.00", "$16.00")
    assert sum(month.renewing == "$10.00" for month in income.months) == 1
    assert (income.total, income.most) == ("$26.00", "$16.00")
    assert (this.once_y, this.once_height) == (20, 170)
    assert all(month.once_y >= 20 and month.renewing_y + month.renewing_height == 190 for month in income.months)


def test_each_article_shows_what_it_earned(house):
    _, stage = house
    page = Page.objects.filter(publication_id=stage.publication_id).first()
    for ref in ("a", "b"):
        Payment.objects.filter(contribution_id=pay(stage, ref, 0)).update(page=page)
    pay(stage, "c", 0)
    pay(stage, "gone", 0, back=1000)
    rows = earned_by_page(chrome_of(stage.publication_id))
    assert [(row.path, row.gifts, row.earned) for row in rows] == [(page.url, 2, "$20.00"), ("", 1, "$10.00")]


def test_a_payout_is_held_against_what_went_into_it_and_booked_once_it_is_there(house):
    treasurer, stage = house
    pay(stage, "a", 1, payout="po_1")
    pay(stage, "b", 1, payout="po_1")
    remote = RemotePayout(ref="po_1", account="acct", amount_minor=1900, currency="USD", at=NOON, is_live=False)
    assert record_payout("demo", remote, now=NOON)
    (row,) = read_payouts(chrome_of(stage.publication_id))
    assert (row.payments, row.gross, row.fees, row.apart, row.is_booked) == (2, "$20.00", "$1.00", "", False)
    Payout.objects.update(amount_minor=1800)
    assert "$1.00</bdi> apart" in treasurer.get("/desk/gifts/payouts/").content.decode()
    Payout.objects.update(amount_minor=1900)
    for _ in range(2):
        assert treasurer.send("/desk/gifts/payouts/", payout=Payout.objects.get().id).status_code == 303
    balances = read_balances(stage.publication_id)
    assert (balances["assets:bank", "USD"], balances["assets:in-transit:demo", "USD"]) == (1900, 0)
    assert treasurer.send("/desk/gifts/payouts/", payout=Payout.objects.get().id + 1).status_code == 404
    assert treasurer.get("/desk/gifts/income/").status_code == 200
