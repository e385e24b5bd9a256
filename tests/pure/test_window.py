"""Windows put together from flat lists, and the orders that cut them."""

from __future__ import annotations

import pytest

from folkmoot.pure.ranking.ordering import NEWEST, OLDEST, TOP
from folkmoot.pure.threads.window import children_by_parent, cut, skipped_between


def test_children_are_found_by_their_parent_in_the_order_they_came():
    rows = [("a", 1), ("b", 2), ("c", 1), ("root", None)]
    found = children_by_parent(rows, lambda row: row[1])
    assert found == {1: (("a", 1), ("c", 1)), 2: (("b", 2),)}


@pytest.mark.parametrize(("length", "more"), [(0, False), (2, False), (3, True)])
def test_a_window_knows_whether_more_follow(length, more):
    rows, has_more = cut(list(range(length)), 2)
    assert (len(rows), has_more) == (min(length, 2), more)


@pytest.mark.parametrize(("depth", "skipped"), [(0, 0), (1, 0), (7, 0), (8, 1), (429, 422)])
def test_ancestors_between_the_root_and_the_nearest_are_counted(depth, skipped):
    assert skipped_between(depth, 6) == skipped
    shown = min(depth, 1) + min(max(depth - 1, 0), 6)
    assert skipped + shown == depth


@pytest.mark.parametrize(
    ("ordering", "fields"),
    [(NEWEST, ("-created_at", "-id")), (OLDEST, ("created_at", "id")), (TOP, ("-rank", "-id"))],
)
def test_each_order_ends_with_the_id_so_that_nothing_ties(ordering, fields):
    assert ordering.fields() == fields
