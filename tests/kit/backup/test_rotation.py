"""When the nightly backup is due, and which stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from folkmoot.kit.backup.rotation import is_due, kept, made_at, newest, nightly_name
from tests.cast import NOON

THREE = NOON.replace(hour=3)
LONG_AGO = NOON - timedelta(days=300)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (None, True),
        (THREE - DAY, True),
        (THREE - timedelta(seconds=1), True),
        (THREE, False),
        (NOON, False),
    ],
)
def test_a_backup_is_due_once_the_hour_has_struck_since_the_last_one(last, due):
    assert is_due(last=last, born=LONG_AGO, hour=3, now=NOON) is due


def test_before_the_hour_yesterdays_is_the_one_that_counts():
    early = THREE - timedelta(minutes=1)
    assert not is_due(last=THREE - DAY, born=LONG_AGO, hour=3, now=early)
    assert is_due(last=THREE - DAY, born=LONG_AGO, hour=3, now=THREE)


@pytest.mark.parametrize(("born", "due"), [(None, False), (NOON, False), (THREE, False), (THREE - DAY, True)])
def test_a_house_of_today_waits_for_the_night(born, due):
    assert is_due(last=None, born=born, hour=3, now=NOON) is due


def test_a_backup_of_a_wrong_clock_that_lies_ahead_does_not_count():
    assert newest([NOON + 900 * DAY, THREE - DAY], now=NOON) == THREE - DAY
    assert newest([NOON + 900 * DAY], now=NOON) is None


def test_seven_days_and_four_weeks_stay():
    times = {THREE - days * DAY for days in range(100)}
    stay = sorted(kept(times, daily=7, weekly=4), reverse=True)
    days_ago = [(THREE - time).days for time in stay]
    # NOON is a Monday: the newest of the last four weeks are today's and those of the three Sundays before.
    assert days_ago == [0, 1, 2, 3, 4, 5, 6, 8, 15]


def test_of_one_day_the_newest_stays_and_pauses_do_not_count():
    times = {THREE, NOON, THREE - 40 * DAY, NOON - 41 * DAY}
    assert kept(times, daily=3, weekly=0) == {NOON, THREE - 40 * DAY, NOON - 41 * DAY}
    assert kept(times, daily=1, weekly=0) == {NOON}
    assert kept([], daily=7, weekly=4) == set()


def test_a_name_says_when_it_was_made():
    assert nightly_name(NOON) == "nightly-20260302T120000Z.zip"
    assert made_at(nightly_name(NOON)) == NOON
    for name in ("nightly-20260302T120000Z.zip.part", "nightly-20269902T120000Z.zip", "mine.zip", ".lock"):
        assert made_at(name) is None
    assert made_at("nightly-20260302T120000Z.zip") == datetime(2026, 3, 2, 12, tzinfo=UTC)
