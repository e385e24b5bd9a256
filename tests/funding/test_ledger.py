"""The journal: checked, exported, closed, opened, corrected, and never changed."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from folkmoot.funding.commands.close_month import close_month
from folkmoot.funding.commands.correct_journal import correct_raised
from folkmoot.funding.commands.open_amount import open_amount
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.models import Campaign, JournalEntry
from folkmoot.funding.models.balances import read_balances
from folkmoot.funding.queries.journal_export import CSV_COLUMNS, export_csv, export_hledger
from folkmoot.funding.queries.ledger import check_ledger
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.values import Actor, Role
from tests.cast import NOON
from tests.funding.remote_house import dispute, pay, refund

pytestmark = pytest.mark.both_databases
TREASURER = Actor(roles=frozenset({Role.TREASURER}))


@pytest.fixture
def booked(stage, remote):
    """A gift with covered fee, some of it sent back, and one that is disputed."""
    for number, steps in enumerate(
        [[pay("a", 1061), refund("a", 200)], [pay("b", 1061), dispute("b", 1061, name="d")]]
    ):
        given = stage.begin(1000, cover_minor=61)
        remote.meet(given)
        for minute, step in enumerate(steps):
            remote.go_on(given.name_of_ours, step, NOON + timedelta(minutes=10 * number + minute))
        sync_contribution(given.name_of_ours, now=NOON + timedelta(hours=1))
    return stage


def test_a_journal_that_is_right_passes_and_each_thing_that_could_be_wrong_is_said(booked):
    found = check_ledger()
    assert (found.faults, found.entries, found.debits) == ([], 6, found.credits)
    Campaign.objects.update(raised_minor=801, supporters=2)
    faults = check_ledger(booked.publication_id).faults
    assert faults == [
        "campaign keep-us-going says 801 of gifts and the journal 800",
        "campaign keep-us-going says 2 supporters and has 1",
        "campaign keep-us-going says 801 and its payments 800",
    ]
    said = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("ledger", "check", "--json", stdout=said)
    assert ended.value.code == 1
    assert json.loads(said.getvalue())["faults"] == faults


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE funding_journalentry SET note = 'other'",
        "UPDATE funding_posting SET amount_minor = 1",
        "DELETE FROM funding_posting",
        "DELETE FROM funding_journalentry",
        "TRUNCATE funding_posting, funding_journalentry",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_booked(booked, statement):
    before = read_balances()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)  # SQLite knows no TRUNCATE, and refuses it for that
    assert read_balances() == before


def test_an_opening_amount_is_carried_over_once_and_a_correction_says_why(booked):
    words = {"publication_id": booked.publication_id, "campaign_id": booked.campaign_id, "actor": TREASURER}
    open_amount(amount_minor=102_000, note="Raised by letter in spring", at=NOON, now=NOON, **words)
    with pytest.raises(DeniedError, match="has its opening amount"):
        open_amount(amount_minor=1, note="Again", at=NOON, now=NOON, **words)
    for _ in range(2):
        correct_raised(by_minor=-2_000, note="Counted twice in spring", key="form", now=NOON, **words)
    assert (booked.campaign.raised_minor, check_ledger().faults) == (100_800, [])
    assert list(JournalEntry.objects.exclude(note="").order_by("id").values_list("kind", "note")) == [
        ("opening", "Raised by letter in spring"),
        ("correction", "Counted twice in spring"),
    ]
    with pytest.raises(DeniedError, match="Say what it is"):
        correct_raised(by_minor=1, note=" ", key="x", now=NOON, **words)
    with pytest.raises(DeniedError, match="Only owners and treasurers"):
        open_amount(amount_minor=1, note="x", at=NOON, now=NOON, **{**words, "actor": Actor()})


def test_a_closed_month_keeps_its_balances_whatever_comes_later(booked, remote):
    after = datetime(2026, 4, 1, tzinfo=UTC)
    closing = {"publication_id": booked.publication_id, "first_day": date(2026, 3, 1), "until": after}
    with pytest.raises(DeniedError, match="not over"):
        close_month(actor=TREASURER, now=NOON, **closing)
    month = close_month(actor=TREASURER, now=after, **closing)
    assert month.balances[f"income:gifts:{booked.campaign_id} USD"] == -800
    given = booked.begin(500)
    remote.meet(given)
    remote.go_on(given.name_of_ours, pay("late-news", 500), NOON)  # it happened in March, and is heard of in April
    sync_contribution(given.name_of_ours, now=after + timedelta(days=1))
    assert check_ledger().faults == []
    with pytest.raises(DeniedError, match="This month is closed"):
        close_month(actor=TREASURER, now=after, **closing)


def test_the_table_has_a_line_for_each_posting_and_no_formula(booked):
    open_amount(
        publication_id=booked.publication_id,
        campaign_id=booked.campaign_id,
        amount_minor=5,
        note='=HYPERLINK("https://evil.example")',
        at=NOON,
        actor=TREASURER,
        now=NOON,
    )
    rows = list(csv.DictReader(StringIO("".join(export_csv(booked.publication_id, test=True)))))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert next(row["note"] for row in rows if row["kind"] == "opening").startswith("'=")
    assert sum(float(row["amount"]) for row in rows if row["credit"].startswith("income:gifts")) == 20.05
    assert "".join(export_csv(booked.publication_id)).count("\n") == 1  # no real money moved


def test_hledger_accepts_the_journal_and_finds_the_same_balances(booked, tmp_path):
    if shutil.which("hledger") is None:
        assert not os.environ.get("CI"), "hledger is wanted: apt-get install hledger"
        pytest.skip("No hledger, so nobody else reads the journal: apt-get install hledger")
    file = tmp_path / "books.journal"
    file.write_text("".join(export_hledger(booked.publication_id, test=True)), "utf-8")
    subprocess.run(["hledger", "-f", file, "check", "--strict"], check=True, env={"LC_ALL": "C.UTF-8"})
    words = ["hledger", "-f", file, "balance", "--flat", "-O", "csv"]
    said = subprocess.run(words, check=True, capture_output=True, text=True, env={"LC_ALL": "C.UTF-8"}).stdout
    theirs = {row["account"]: row["balance"] for row in csv.DictReader(StringIO(said))}
    ours = {account: f"{minor / 100:.2f} {currency}" for (account, currency), minor in read_balances().items() if minor}
    assert {account: amount for account, amount in theirs.items() if account != "total"} == ours


def test_the_command_writes_a_file_and_asks_for_the_publication_where_there_are_several(booked, tmp_path):
    file = tmp_path / "journal.csv"
    call_command("ledger", "export", str(file), "--test")
    assert file.read_text("utf-8").startswith("entry,at,")
    with pytest.raises(CommandError, match="no such publication"):
        call_command("ledger", "export", str(file), "--publication", "nobody")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("ledger", "export", str(tmp_path / "none" / "journal.csv"))
