"""`folkmoot doctor` says what is wrong, and only that."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from folkmoot.cli import checkup
from folkmoot.kit import timetable
from folkmoot.kit.outbox.backlog import Backlog, HandlerBacklog
from folkmoot.kit.readiness import lags
from folkmoot.kit.sqlite.checkpoint import PASSIVE_BYTES
from folkmoot.readers.models import Account, SignIn
from tests.cast import ADA, NOON
from tests.plugin import ON_POSTGRES


def wrong(findings):
    return {finding.check: finding.sentence for finding in findings if not finding.ok}


@pytest.fixture
def house(settings, tmp_path):
    """A data folder of this test's own, with keys that only we may read."""
    settings.FOLKMOOT = replace(settings.FOLKMOOT, data=tmp_path)
    (tmp_path / "keys").mkdir(mode=0o700)
    return tmp_path


@pytest.mark.both_databases
@pytest.mark.django_db
def test_a_healthy_house_has_nothing_wrong(house):
    findings = checkup.examine(now=NOON, recount=True)
    assert wrong(findings) == {}
    assert {finding.check for finding in findings} >= {
        "data folder",
        "keys",
        "version",
        "database",
        "server",
        "migrations",
        "drain",
        "timetable",
        "counters",
    }


@pytest.mark.django_db
def test_it_prints_one_json_object_and_exits_1_when_something_is_wrong(house, capsys):
    (house / "keys" / "secret").write_text("x")
    (house / "keys" / "secret").chmod(0o644)
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert ended.value.code == 1
    assert told["ok"] is False
    assert [finding["check"] for finding in told["findings"] if not finding["ok"]] == ["keys"]


@pytest.mark.django_db
def test_a_healthy_house_exits_0(house, capsys):
    call_command("doctor")
    assert "WRONG" not in capsys.readouterr().out


def test_a_data_folder_that_is_not_there_is_said(settings, tmp_path):
    settings.FOLKMOOT = replace(settings.FOLKMOOT, data=tmp_path / "gone")
    assert "is not there yet" in wrong(checkup.check_data_folder())["data folder"]


@pytest.mark.django_db
def test_where_nothing_can_be_written_nothing_else_is_looked_at(settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.FOLKMOOT = replace(settings.FOLKMOOT, data=tmp_path / "file")
    findings = checkup.examine(now=NOON, recount=True)
    assert [finding.check for finding in findings] == ["version", "data folder"]
    assert "cannot be written to: Not a directory" in wrong(findings)["data folder"]


@pytest.mark.django_db
def test_a_key_that_something_was_made_with_and_that_is_gone_is_said(house):
    account = Account.objects.create_user("ada@lantern.example", password=None, name=ADA)
    assert wrong(checkup.check_missing_keys()) == {}
    SignIn.objects.create(account=account, session_key="x", means="password", at=NOON)
    assert "keys/secret is gone, so whoever is signed in" in wrong(checkup.check_missing_keys())["keys"]
    (house / "keys" / "secret").write_text("x")
    assert wrong(checkup.check_missing_keys()) == {}


def handler(**more):
    fine = {"name": "mail", "waiting": 0, "oldest_at": None, "failures": 0, "retry_at": None, "parked": 0}
    return HandlerBacklog(**fine | more)


def test_only_facts_that_wait_untried_mean_that_nobody_drains():
    old, young = NOON - timedelta(minutes=5), NOON - timedelta(seconds=5)
    assert lags(handler(waiting=1, oldest_at=old), now=NOON)
    assert not lags(handler(waiting=1, oldest_at=young), now=NOON)
    assert not lags(handler(waiting=1, oldest_at=old, failures=3), now=NOON)
    assert not lags(handler(), now=NOON)


def test_a_handler_that_stumbles_or_gave_up_is_named():
    outbox = Backlog(
        unstamped=0, handlers=(handler(failures=2, waiting=4, oldest_at=NOON), handler(name="live", parked=1))
    )
    sentences = [finding.sentence for finding in checkup.judge_outbox(outbox, now=NOON) if not finding.ok]
    assert sentences == [
        "mail has failed 2 times on one fact and is tried again; see the log.",
        "live gave up on 1 facts; the table kit_parked_fact says why.",
    ]


def test_an_outbox_without_handlers_is_fine():
    findings = list(checkup.judge_outbox(Backlog(unstamped=0, handlers=()), now=NOON))
    assert [(finding.ok, finding.sentence) for finding in findings] == [(True, "0 facts wait.")]


def test_facts_that_get_no_place_mean_that_nobody_drains():
    outbox = Backlog(unstamped=2, unstamped_at=NOON - timedelta(minutes=5), handlers=())
    assert wrong(checkup.judge_outbox(outbox, now=NOON)) == {
        "drain": "2 facts wait. Nobody brings them to anybody: is folkmoot serve or folkmoot worker running?"
    }


@pytest.mark.both_databases
@pytest.mark.django_db
@pytest.mark.parametrize("arrive", [True, False])
def test_notices_that_do_not_arrive_are_said(monkeypatch, arrive):
    monkeypatch.setattr("folkmoot.kit.outbox.link.notices_arrive", lambda: arrive)
    found = {finding.check: finding.ok for finding in checkup.check_notices()}
    assert found == ({"notices": arrive} if ON_POSTGRES else {})


@pytest.mark.both_databases
@pytest.mark.django_db
def test_what_failed_by_the_clock_is_said(monkeypatch):
    def stumble(*, now):
        message = "no such file"
        raise OSError(message)

    monkeypatch.setattr(timetable.Ports, "entries", (timetable.Entry("tests.stumble", 60, stumble),))
    timetable.run_due(NOON)
    assert wrong(checkup.check_timetable()) == {
        "timetable": "tests.stumble failed when it ran last (OSError: no such file); see the log."
    }


@pytest.mark.django_db
def test_a_pragma_that_would_lose_commits_is_said():
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_size_limit = 4096")
    try:
        assert wrong(checkup.check_database()) == {
            "database": "journal_size_limit is 4096: what was acknowledged may be lost."
        }
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA journal_size_limit = {PASSIVE_BYTES}")
