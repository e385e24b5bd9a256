"""Days at the ends of the calendar, typed by mistake or to see what breaks: each page says what is wrong, none breaks."""

from __future__ import annotations

from datetime import datetime

import pytest

from folkmoot.articles.models import Publication
from folkmoot.articles.queries import chrome_of
from folkmoot.funding.forms.gift_table import TableFields, read_gift_table
from folkmoot.funding.forms.typed import Typist
from folkmoot.funding.values.addresses import statement_path
from folkmoot.funding.values.tokens import giving_token
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Role
from tests.cast import NOON
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage as set_newspaper
from tests.funding.stage import Stage, run_campaign

pytestmark = pytest.mark.django_db
FAR = ("0001-01-01", "9999-12-31")
GIFT = {"act": "gift", "amount": "5", "name": "Ada", "email": "ada@mail.example"}
TABLE = "Date,Amount,Currency,Reference\n9999-12-31,5,USD,A-1\n0001-01-01,5,USD,A-2\n"


@pytest.fixture(params=["Asia/Tokyo", "America/New_York"])
def stage(request: pytest.FixtureRequest, db) -> tuple[Browser, Stage]:
    """A treasurer east or west of UTC, and a campaign for real money."""
    newspaper = set_newspaper()
    Publication.objects.filter(id=newspaper.publication_id).update(time_zone=request.param)
    campaign_id = run_campaign(newspaper.publication_id, is_test=False, providers=["bank"])
    treasurer = Browser(account=newspaper.staff(Role.TREASURER).account_id)
    return treasurer, Stage(publication_id=newspaper.publication_id, campaign_id=campaign_id)


@pytest.mark.parametrize("day", FAR)
def test_a_day_at_an_end_of_the_calendar_breaks_no_page(stage, day):
    treasurer, house = stage
    gift = house.begin()
    statement = statement_path(giving_token(gift.name_of_ours))
    assert treasurer.get(f"{statement}?from={day}&to={day}").status_code == 422
    for listed in ("/desk/gifts/", "/desk/gifts/gifts.csv"):
        assert treasurer.get(f"{listed}?since={day}&until={day}").status_code == 200
    assert treasurer.send("/desk/gifts/months/", month=day[:7]).status_code == 422
    for act in ("gift", "open"):
        sent = GIFT | {"act": act, "campaign": house.campaign_id, "came_at": f"{day}T12:00", "note": "A tin"}
        assert treasurer.send("/desk/gifts/new/", **sent).status_code == 422


def test_nobody_types_a_moment_that_only_some_clocks_can_say(stage):
    _treasurer, house = stage
    typist = Typist(chrome_of(house.publication_id))
    for far in ("0001-01-01T00:00", "9999-12-31T23:59", "9999-12-31T23:59-12:00", "1899-12-31T23:59"):
        with pytest.raises(DeniedError) as refused:
            typist.moment(far, "ends_at")
        assert refused.value.denial.code == "not_a_moment"
    assert typist.moment("2026-12-31T18:00", "ends_at").replace(tzinfo=None) == datetime(2026, 12, 31, 18)


def test_a_row_of_such_a_day_is_said_and_not_taken(stage):
    _treasurer, house = stage
    said = TableFields(campaign=str(house.campaign_id), source="PayPal", days="", keeps_email=False)
    typist = Typist(chrome_of(house.publication_id))
    table = read_gift_table(TABLE, said, campaign_id=house.campaign_id, currency="USD", typist=typist, now=NOON)
    assert not table.gifts
    assert [one.why.code for one in table.unread] == ["no_day", "no_day"]
