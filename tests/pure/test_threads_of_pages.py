"""Shares of a tight window, versions that were public, and visits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from folkmoot.pure.threads.versions import public_versions
from folkmoot.pure.threads.visits import visit_at
from folkmoot.pure.threads.window import share
from tests.cast import NOON

GAP_S = 1800


def at(minutes: float):
    """Return so many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("room", "among", "most", "given"),
    [
        (100, 10, 3, (3, 10)),
        (25, 10, 3, (2, 10)),
        (9, 10, 3, (1, 9)),
        (1, 1, 3, (1, 1)),
        (0, 10, 3, (0, 0)),
        (-2, 10, 3, (0, 0)),
        (10, 0, 3, (0, 0)),
    ],
)
def test_room_is_shared_and_never_exceeded(room, among, most, given):
    each, asked = share(room, among=among, most=most)
    assert (each, asked) == given
    assert each * asked <= max(room, 0)


def test_each_public_version_stands_since_it_could_be_read():
    versions = public_versions([("a", at(1)), ("b", at(2))], "c", since=at(0), holds=[])
    assert versions == [("a", at(0)), ("b", at(1)), ("c", at(2))]


@pytest.mark.parametrize(
    ("holds", "public"),
    [
        pytest.param([(0, 5)], [("c", 5)], id="held from the first word until after the last edit"),
        pytest.param([(0, 1.5)], [("b", 1.5), ("c", 2)], id="released between two edits"),
        pytest.param([(2, 9)], [("a", 0), ("b", 1), ("c", 9)], id="held by its last edit"),
        pytest.param([(1, 1.5), (1.5, 2)], [("a", 0), ("c", 2)], id="held twice while it said b"),
    ],
)
def test_what_was_said_only_while_it_was_held_was_never_public(holds, public):
    found = public_versions(
        [("a", at(1)), ("b", at(2))], "c", since=at(0), holds=[(at(begun), at(ended)) for begun, ended in holds]
    )
    assert found == [(said, at(minutes)) for said, minutes in public]


def test_a_version_that_says_the_same_as_the_public_one_before_it_is_none():
    assert public_versions([("a", at(1)), ("b", at(2))], "a", since=at(0), holds=[(at(1), at(2))]) == [("a", at(0))]


def test_half_an_hour_away_ends_a_visit():
    assert visit_at(at(0), seen_at=None, since=None, gap_s=GAP_S) == (at(0), None)
    assert visit_at(at(30), seen_at=at(0), since=None, gap_s=GAP_S) == (at(30), None)
    assert visit_at(at(31), seen_at=at(0), since=None, gap_s=GAP_S) == (at(31), at(0))
    assert visit_at(at(40), seen_at=at(31), since=at(0), gap_s=GAP_S) == (at(40), at(0))


def test_a_clock_that_went_back_takes_nothing_back():
    assert visit_at(at(1), seen_at=at(2), since=at(0), gap_s=GAP_S) == (at(2), at(0))
