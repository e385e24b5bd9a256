"""What `doctor` sees of a running server, without asking it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection

from folkmoot.cli import vitals
from folkmoot.kit.metrics.board import Reading
from folkmoot.kit.metrics.figures import FIGURES
from folkmoot.kit.metrics.gather import board

NOON_MS = 1_773_144_000_000


def reading(number=0, *, alive=True, **values):
    return Reading(number, alive, {figure.name: 0 for figure in FIGURES} | values)


def said(findings):
    return [(finding.check, finding.ok, finding.sentence) for finding in findings]


@pytest.fixture
def house(settings, tmp_path):
    settings.FOLKMOOT = replace(settings.FOLKMOOT, data=tmp_path)


@pytest.mark.usefixtures("house")
def test_where_no_server_runs_that_is_said_and_is_fine():
    assert said(vitals.check_server()) == [("server", True, "None runs on this data folder: folkmoot serve starts it.")]


@pytest.mark.usefixtures("house")
def test_a_server_is_seen_by_its_processes_and_those_that_died_are_not_counted_as_running():
    dead, first, second = board().claim(), board().claim(), board().claim()
    dead.add("hits", 3)
    for slate in (first, second):
        slate.show("started_ms", NOON_MS)
        slate.show("resident_bytes", 50 * 2**20)
    first.add("misses")
    dead.close()
    sentences = [sentence for _, _, sentence in said(vitals.check_server())]
    first.close()
    second.close()
    assert sentences == [
        "2 processes run, since 2026-03-10 12:00 UTC, with 100 MB of memory.",
        "75 % of 4 pages came from memory, which holds 0 of them in 0.0 MB.",
    ]


def test_a_few_refusals_are_no_trouble_and_many_are():
    few, many = reading(hits=990, misses=10, refused_busy=10), reading(hits=990, misses=10, refused_busy=11)
    assert [ok for _, ok, _ in said(vitals.judge_shelf([few]))] == [True]
    assert said(vitals.judge_shelf([many]))[1] == (
        "shelf",
        False,
        "11 readers were told to come back: more pages had to be made at once than this machine can.",
    )


@pytest.mark.parametrize(("waited_ms", "ok"), [(2, True), (501, False)])
def test_long_waits_for_the_write_lock_are_said(waited_ms, ok):
    ((check, fine, sentence),) = said(
        vitals.judge_lock([reading(lock_taken=100, lock_waits=4, lock_wait_ns=4 * waited_ms * 10**6)])
    )
    assert (check, fine) == ("write lock", ok)
    assert sentence.startswith(f"Taken 100 times; 4 had to wait, {waited_ms} ms on average.")


@pytest.mark.django_db
def test_a_log_that_a_reader_keeps_from_being_cut_is_said(monkeypatch, tmp_path):
    database = tmp_path / "long.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(database))
    assert said(vitals.check_log()) == [("log", True, "The write-ahead log is 0 MB long.")]
    with (tmp_path / "long.sqlite3-wal").open("wb") as log:
        log.truncate(vitals.LONG_LOG_BYTES + 1)
    ((_, ok, sentence),) = said(vitals.check_log())
    assert not ok
    assert sentence.startswith("The write-ahead log is 128 MB long. Something has been reading")
