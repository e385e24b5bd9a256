"""Word diffs: nothing is lost, little is marked, and the work stays bounded."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.pure.blocks_diff import DiffBlock, block_diff, passages
from folkmoot.pure.diff import word_diff
from folkmoot.pure.rising import longest_rising

TEXT = st.text(st.sampled_from("ab ,.é日\n’-1"), max_size=60)


def shown(before: str, after: str) -> str:
    """Write a diff as [-gone-] and {+new+}."""
    frame = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return "".join(frame[piece.kind].format(piece.text) for piece in word_diff(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("It was built in 1874.", "It was built in 1878.", "It was built in [-1874-]{+1878+}."),
        ("by the Abara brothers.", "by a firm of brothers.", "by [-the Abara-]{+a firm of+} brothers."),
        ("The mayor said so.", "The mayor said so, twice.", "The mayor said so{+, twice+}."),
        ("It cost 1,400 marks.", "It cost 1,500 marks.", "It cost [-1,400-]{+1,500+} marks."),
        ("Don't.", "Do not.", "[-Don't-]{+Do not+}."),
        ("町は橋を失った。", "町は塔を失った。", "町は[-橋-]{+塔+}を失った。"),
        ("", "All of it.", "{+All of it.+}"),
        ("All of it.", "", "[-All of it.-]"),
        ("The same.", "The same.", "The same."),
        ("", "", ""),
    ],
)
def test_what_changed_is_marked_word_by_word(before, after, expected):
    assert shown(before, after) == expected


@given(TEXT, TEXT)
def test_both_texts_can_be_read_out_of_a_diff(before, after):
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert all(one.kind != next_one.kind for one, next_one in pairwise(pieces))


def test_texts_without_a_word_in_common_order_are_replaced_as_a_whole_however_long():
    before, after = "up down " * 20_000, "left right " * 20_000
    assert [piece.kind for piece in word_diff(before, after)] == ["gone", "new", "same"]


def test_a_word_far_away_in_a_long_text_is_found():
    words = [f"w{number}" for number in range(20_000)]
    changed = [*words[:9_999], "other", *words[10_000:]]
    assert [piece.kind for piece in word_diff(" ".join(words), " ".join(changed))] == ["same", "gone", "new", "same"]


def blocks(*pairs: tuple[str, str]) -> list[DiffBlock]:
    return [DiffBlock(key=key, tag="p", text=text) for key, text in pairs]


def test_blocks_are_compared_with_themselves_wherever_they_moved():
    before = blocks(("a", "One."), ("b", "Two."), ("c", "Three of four."), ("d", "Last."))
    after = blocks(("c", "Three of five."), ("a", "One."), ("e", "New."), ("d", "Last."))
    found = [(change.kind, change.moved) for change in block_diff(before, after)]
    assert found == [("changed", True), ("same", False), ("new", False), ("gone", False), ("same", False)]


def test_long_stretches_that_stayed_are_set_apart_and_every_block_is_there_once():
    before = blocks(*((f"k{number}", f"Paragraph {number}.") for number in range(12)))
    after = [*before[:6], DiffBlock(key="k6", tag="p", text="Paragraph six."), *before[7:]]
    found = passages(block_diff(before, after))
    assert [(passage.stayed, len(passage.blocks)) for passage in found] == [(True, 5), (False, 3), (True, 4)]
    (whole,) = passages(block_diff(before, before))
    assert whole.stayed


@given(st.permutations(range(8)))
def test_the_longest_rising_part_is_rising_and_none_is_longer(numbers):
    found = longest_rising(numbers)
    assert found == sorted(found)
    length = [1] * len(numbers)
    for place, number in enumerate(numbers):
        length[place] = max([1, *(length[at] + 1 for at in range(place) if numbers[at] < number)])
    assert len(found) == max(length)
