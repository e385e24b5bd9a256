"""The treasurer closes months, one after the other, and takes each along as a table and for hledger."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from folkmoot.articles.models import Publication
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.models import ClosedMonth
from folkmoot.funding.queries.ledger import check_ledger
from folkmoot.kit import clock
from folkmoot.readers.models import Account, AuditEntry
from folkmoot.readers.values import Role
from tests.discussion.browsers import Browser
from tests.discussion.stage import set_stage as set_newspaper
from tests.funding.remote_house import RemoteHouse, dispute, pay, refund
from tests.funding.stage import Stage, run_campaign

pytestmark = pytest.mark.django_db
MONTHS = "/desk/gifts/months/"
MARCH = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
"""In Berlin it is April by then."""


class House:
    """A newspaper in Berlin whose treasurer looks at the books at a time that a test says."""

    def __init__(self, remote: RemoteHouse, monkeypatch: pytest.MonkeyPatch) -> None:
        newspaper = set_newspaper()
        Publication.objects.filter(id=newspaper.publication_id).update(time_zone="Europe/Berlin")
        member = newspaper.staff(Role.TREASURER)
        self.name = str(Account.objects.get(id=member.account_id))
        self.treasurer = Browser(account=member.account_id)
        self.stage = Stage(publication_id=newspaper.publication_id, campaign_id=run_campaign(newspaper.publication_id))
        self._remote, self._patch = remote, monkeypatch

    def give(self, ref: str, minor: int, *steps, at: datetime, heard: datetime | None = None, cover: int = 0) -> None:
        given = self.stage.begin(minor - cover, cover_minor=cover, now=at)
        self._remote.meet(given)
        self._remote.go_on(given.name_of_ours, pay(ref, minor), at)
        for minute, step in enumerate(steps, 1):
            self._remote.go_on(given.name_of_ours, step, at + timedelta(minutes=minute))
        sync_contribution(given.name_of_ours, now=heard or at + timedelta(hours=1))

    def look(self, path: str = MONTHS, *, at: datetime):
        self._patch.setattr(clock, "now", lambda: at)
        return self.treasurer.get(path)

    def close(self, month: str, *, at: datetime):
        self._patch.setattr(clock, "now", lambda: at)
        return self.treasurer.send(MONTHS, month=month)

    def rows(self, *, at: datetime, query: str = "") -> dict[str, str]:
        """Return the words of each row of the table, by the name of its month."""
        page = self.look(f"{MONTHS}{query}", at=at).content.decode()
        body = page.partition("<tbody>")[2].partition("</tbody>")[0]
        return {row.partition("</td>")[0].rpartition("<td>")[2]: row for row in body.split("<tr>")[1:]}


@pytest.fixture
def house(db, remote, monkeypatch) -> House:
    """A gift of March with what became of it, and one at midnight that is already April's."""
    made = House(remote, monkeypatch)
    march = datetime(2026, 3, 10, 12, tzinfo=UTC)
    made.give("a", 1061, refund("a", 200), at=march, cover=61)
    made.give("b", 5000, at=march)
    made.give("c", 700, at=MARCH - timedelta(hours=1))
    return made


def table(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))


@pytest.mark.both_databases
def test_months_are_closed_in_their_order_and_what_is_heard_of_late_is_of_an_open_one(house):
    may = datetime(2026, 5, 2, 9, tzinfo=UTC)
    rows = house.rows(at=may)
    assert list(rows) == ["May 2026", "April 2026", "March 2026"]
    assert all(said in rows["March 2026"] for said in ("$60.61", "$2.00", "open"))
    assert "$7.00" in rows["April 2026"]
    assert "goes on" in rows["May 2026"]
    for month, said in (("2026-04", "turn of 2026-03"), ("2026-05", "not over"), ("2026-13", "Choose a month")):
        refused = house.close(month, at=may)
        assert (refused.status_code, said in refused.content.decode()) == (422, True)
    assert house.close("2026-03", at=may)["Location"] == f"{MONTHS}?done=1"
    refused = house.close("2026-03", at=may)
    assert (refused.status_code, "This month is closed" in refused.content.decode()) == (422, True)
    steps, happened = [dispute("late", 4000, name="d")], datetime(2026, 3, 10, 13, tzinfo=UTC)
    house.give("late", 4000, *steps, at=happened, heard=may)
    rows = house.rows(at=may)
    assert all(said in rows["March 2026"] for said in (house.name, "$60.61"))
    assert rows["May 2026"].count("$40.00") == 2
    assert check_ledger().faults == []
    assert "Close April 2026" in house.look(at=may).content.decode()
    assert AuditEntry.objects.get(act="month.closed").subject == "2026-03"


@pytest.mark.both_databases
def test_a_month_is_taken_along_with_what_was_booked_in_it_and_nothing_else(house, tmp_path):
    may = datetime(2026, 5, 2, 9, tzinfo=UTC)
    house.close("2026-03", at=may)
    answer = house.look(f"{MONTHS}2026-04/books.csv", at=may)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="books-2026-04.csv"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert [(row["kind"], row["amount"]) for row in table(answer)] == [("charge", "7.00"), ("fee", "0.60")]
    march = table(house.look(f"{MONTHS}2026-03/books.csv", at=may))
    assert {row["kind"] for row in march} == {"charge", "fee", "refund"}
    journal = b"".join(house.look(f"{MONTHS}2026-03/books.journal", at=may).streaming_content).decode()
    assert "booked: 2026-03-10" in journal
    assert "7.00 USD" not in journal
    if shutil.which("hledger"):
        (tmp_path / "month.journal").write_text(journal, "utf-8")
        words = ["hledger", "-f", tmp_path / "month.journal", "check", "--strict"]
        subprocess.run(words, check=True, env={"LC_ALL": "C.UTF-8"})
    for month in ("2026-02", "2026-06", "2026-3", "never"):
        assert house.look(f"{MONTHS}{month}/books.csv", at=may).status_code == 404


def test_years_are_looked_at_one_by_one_and_the_oldest_open_month_is_offered_from_any(house):
    later = datetime(2027, 1, 9, tzinfo=UTC)
    assert list(house.rows(at=later)) == ["January 2027"]
    assert list(house.rows(at=later, query="?year=2026"))[-1] == "March 2026"
    assert list(house.rows(at=later, query="?year=1999")) == ["January 2027"]
    assert "Close March 2026" in house.look(at=later).content.decode()


def test_without_an_entry_there_is_nothing_to_close(db):
    owner = Browser(account=set_newspaper().staff(Role.OWNER).account_id)
    assert "Nothing is booked yet" in owner.get(MONTHS).content.decode()
    refused = owner.send(MONTHS, month="2026-03")
    assert (refused.status_code, "no month to close" in refused.content.decode()) == (422, True)
    assert not ClosedMonth.objects.exists()
