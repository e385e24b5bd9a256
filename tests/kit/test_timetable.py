from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.kit import timetable
from folkmoot.kit.keys import day_key
from folkmoot.kit.timetable import Entry, Ports, TimetableRun, run_due
from tests.cast import NOON

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


@pytest.fixture
def ran(monkeypatch):
    """Put one entry of thirty seconds into the table; return when it ran."""
    moments = []
    monkeypatch.setattr(timetable, "TIMETABLE", ())
    monkeypatch.setattr(Ports, "entries", (Entry("test.tick", 30, lambda *, now: moments.append(now)),))
    return moments


def test_an_entry_runs_at_once_and_then_each_time_its_period_is_over(ran):
    for seconds in (0, 10, 29, 30, 45, 61):
        run_due(NOON + timedelta(seconds=seconds))
    assert [(moment - NOON).total_seconds() for moment in ran] == [0, 30, 61]


def test_a_clock_that_was_set_back_does_not_stop_the_timetable(ran):
    run_due(NOON)
    assert run_due(NOON - timedelta(days=1)) == ("test.tick",)


def test_an_entry_that_fails_is_remembered_and_stops_nobody_else(ran, monkeypatch):
    def failing(*, now) -> None:
        message = "no disk"
        raise OSError(message)

    monkeypatch.setattr(timetable, "TIMETABLE", (Entry("test.failing", 10, failing),))
    assert run_due(NOON) == ("test.failing", "test.tick")
    assert ran == [NOON]
    assert TimetableRun.objects.get(name="test.failing").error == "OSError: no disk"
    monkeypatch.setattr(timetable, "TIMETABLE", (Entry("test.failing", 10, lambda *, now: None),))
    assert run_due(NOON + timedelta(seconds=5)) == ()
    assert run_due(NOON + timedelta(seconds=10)) == ("test.failing",)
    assert TimetableRun.objects.get(name="test.failing").error == ""


def test_the_plumbings_own_entries_run_and_old_day_keys_are_destroyed():
    old = day_key((NOON - timedelta(days=2)).date())
    assert set(run_due(NOON)) >= {"kit.purge_facts", "kit.purge_limits", "kit.destroy_old_day_keys"}
    assert not TimetableRun.objects.exclude(error="").exists()
    assert day_key((NOON - timedelta(days=2)).date()) != old


def test_every_name_in_the_table_is_there_once():
    names = [entry.name for entry in timetable.entries()]
    assert len(names) == len(set(names))
