"""Backups that nobody asks for."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from folkmoot.kit import timetable
from folkmoot.kit.backup.refusals import RefusedError
from folkmoot.kit.backup.scheduled import (
    _only_one,
    back_up_before_upgrade,
    back_up_when_due,
    backup_folder,
    database_born_at,
    nightly_backups,
)
from folkmoot.kit.backup.standing import ENTRY, standing
from folkmoot.kit.timetable import TimetableRun, run_due
from tests.cast import NOON

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def old_house(house):
    """A house that was made a year ago."""
    recorder = MigrationRecorder(connection)
    born = database_born_at()
    recorder.migration_qs.update(applied=NOON - 365 * DAY)
    yield house
    recorder.migration_qs.update(applied=born)


def names():
    return sorted(path.name for path in nightly_backups().values())


def test_a_night_has_one_backup(old_house):
    assert back_up_when_due(now=NOON).path == backup_folder() / "nightly-20260302T120000Z.zip"
    assert back_up_when_due(now=NOON + timedelta(hours=1)) is None
    assert back_up_when_due(now=NOON + DAY) is not None
    assert names() == ["nightly-20260302T120000Z.zip", "nightly-20260303T120000Z.zip"]


def test_a_house_of_today_has_none_yet(house):
    assert back_up_when_due(now=database_born_at() + timedelta(seconds=1)) is None
    assert not backup_folder().exists()


def test_zero_turns_them_off(old_house, settings):
    settings.FOLKMOOT = replace(settings.FOLKMOOT, backup_daily=0)
    assert back_up_when_due(now=NOON) is None
    assert not standing(now=NOON).doubt(now=NOON)


def test_they_go_where_the_setting_says(old_house, settings, tmp_path):
    settings.FOLKMOOT = replace(settings.FOLKMOOT, backup_folder=str(tmp_path / "disk" / "two"))
    assert back_up_when_due(now=NOON).path.parent == tmp_path / "disk" / "two"


def test_old_ones_go_only_after_a_good_one_and_other_files_stay(old_house, settings, tmp_path):
    settings.FOLKMOOT = replace(settings.FOLKMOOT, backup_daily=2, backup_weekly=0)
    for days in (3, 2, 1):
        back_up_when_due(now=NOON - days * DAY)
    (backup_folder() / "mine.zip").write_bytes(b"by hand")
    assert len(names()) == 2
    (old_house / "media" / "back\\slash").write_bytes(b"x")
    with pytest.raises(RefusedError):
        back_up_when_due(now=NOON)
    assert len(names()) == 2
    (old_house / "media" / "back\\slash").unlink()
    back_up_when_due(now=NOON)
    assert names() == ["nightly-20260301T120000Z.zip", "nightly-20260302T120000Z.zip"]
    assert (backup_folder() / "mine.zip").exists()


def test_while_another_process_makes_it_nothing_is_done(old_house):
    with _only_one() as is_ours:
        assert is_ours
        assert back_up_when_due(now=NOON) is None
    assert back_up_when_due(now=NOON) is not None


def test_a_process_that_ends_gives_up_and_the_next_start_makes_it(old_house):
    timetable.closing.set()
    try:
        assert back_up_when_due(now=NOON) is None
    finally:
        timetable.closing.clear()
    assert os.listdir(backup_folder()) == [".lock"]  # noqa: PTH208 -- bare names
    assert back_up_when_due(now=NOON) is not None


@pytest.mark.both_databases
def test_the_timetable_makes_it_and_remembers_what_went_wrong(old_house):
    (old_house / "media" / "back\\slash").write_bytes(b"x")
    assert ENTRY in run_due(NOON)
    assert "rename it or move it away" in TimetableRun.objects.get(name=ENTRY).error
    assert "rename it or move it away" in standing(now=NOON).error
    (old_house / "media" / "back\\slash").unlink()
    later = NOON + timedelta(minutes=10)
    assert ENTRY in run_due(later)
    found = standing(now=later)
    assert (found.last_at, found.error, found.doubt(now=later)) == (later, "", "")
    assert found.path.name == "nightly-20260302T121000Z.zip"


def test_a_backup_that_is_late_is_doubted(old_house):
    assert "There is no nightly backup yet. Is folkmoot serve" in standing(now=NOON).doubt(now=NOON)
    back_up_when_due(now=NOON)
    assert not standing(now=NOON).doubt(now=NOON + timedelta(hours=30))
    late = NOON + timedelta(hours=40)
    assert standing(now=late).doubt(now=late).startswith("The newest nightly backup is of 2026-03-02 12:00 UTC: /")


def test_before_an_upgrade_each_state_of_the_database_has_one_file(house):
    first = back_up_before_upgrade(now=NOON).path
    assert back_up_before_upgrade(now=NOON + DAY).path == first
    os.utime(first, (1_000_000_000, 1_000_000_000))
    recorder = MigrationRecorder(connection)
    try:
        states = []
        for number in range(5):
            recorder.record_applied("kit", f"9999_number_{number}")
            made = back_up_before_upgrade(now=NOON).path
            os.utime(made, (1_000_000_001 + number, 1_000_000_001 + number))
            states.append(made)
    finally:
        for number in range(5):
            recorder.record_unapplied("kit", f"9999_number_{number}")
    assert sorted(backup_folder().glob("before-upgrade-*.zip")) == sorted(states[1:])
