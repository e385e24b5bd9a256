"""Where each comment stands, whatever the file says about parents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.portability.wxr.fate import Fate
from folkmoot.portability.wxr.tree import KEPT, ROOT, plan_tree

PUBLISHED, HELD, REMOVED, SKIPPED = Fate.PUBLISHED, Fate.HELD, Fate.REMOVED, Fate.SKIPPED


def plan(*rows):
    """Rows are (id, parent id, fate)."""
    return plan_tree([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])


def test_parents_may_come_later():
    tree = plan((3, 2, PUBLISHED), (2, 1, PUBLISHED), (1, 0, PUBLISHED))
    assert list(tree.parents) == [1, 2, ROOT]
    assert list(tree.roots) == [2, 2, 2]
    assert list(tree.depths) == [2, 1, 0]


def test_a_missing_parent_makes_a_root_and_is_told():
    tree = plan((5, 99, PUBLISHED))
    assert list(tree.parents) == [ROOT]
    assert tree.missing == (0,)


def test_a_circle_is_opened_at_its_first_comment_and_told():
    tree = plan((1, 3, PUBLISHED), (2, 1, PUBLISHED), (3, 2, PUBLISHED), (4, 4, PUBLISHED))
    assert list(tree.parents) == [ROOT, 0, 1, ROOT]
    assert tree.circular == (0, 3)


def test_a_reply_to_what_is_left_out_moves_up_to_its_parent():
    tree = plan((1, 0, PUBLISHED), (2, 1, SKIPPED), (3, 2, PUBLISHED), (4, 0, SKIPPED), (5, 4, PUBLISHED))
    assert list(tree.parents) == [ROOT, ROOT, 0, ROOT, ROOT]
    assert tree.missing == ()


def test_what_is_held_or_removed_is_listed_only_over_listed_replies():
    tree = plan((1, 0, REMOVED), (2, 1, HELD), (3, 2, PUBLISHED), (4, 0, REMOVED), (5, 4, REMOVED), (6, 0, HELD))
    assert list(tree.listed) == [1, 1, 1, 0, 0, 0]


@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.integers(0, 32), st.sampled_from([PUBLISHED, HELD, REMOVED, SKIPPED])),
        max_size=30,
        unique_by=lambda row: row[0],
    )
)
def test_every_plan_is_a_forest_that_keeps_what_can_be_kept(rows):
    tree = plan(*rows)
    for place, (_id, parent_id, fate) in enumerate(rows):
        path = [place]
        while tree.parents[path[-1]] != ROOT:
            path.append(tree.parents[path[-1]])
            assert len(path) <= len(rows)
        assert (tree.roots[place], tree.depths[place]) == (path[-1], len(path) - 1)
        wanted = next((other for other, row in enumerate(rows) if row[0] == parent_id), None)
        direct = wanted is not None and rows[wanted][2] in KEPT
        if fate in KEPT and direct and place not in tree.circular:
            assert tree.parents[place] == wanted
        if tree.listed[place]:
            assert all(tree.listed[above] for above in path)
        assert tree.listed[place] or fate != PUBLISHED
