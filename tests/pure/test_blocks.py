"""Keys of blocks: the laws that annotations will rely on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.pure.anchoring.blocks import KeyedText, keys_after_edit, new_key, similarity

TEXTS = st.lists(st.text(max_size=30), max_size=12)
DIFFERENT_TEXTS = st.lists(st.text(min_size=1, max_size=30), max_size=12, unique=True)
BRIDGE = "The old bridge has carried the town across the river since 1874, and it is tired."
MILL = "The mill below it has stood empty for a decade; its owner lives abroad."
COUNCIL = "The council will vote on Thursday, in public, at seven in the evening."


def keyed(texts: list[str]) -> list[KeyedText]:
    keys = keys_after_edit([], texts)
    return [KeyedText(key=key, text=text) for key, text in zip(keys, texts, strict=True)]


@given(TEXTS, TEXTS)
def test_every_block_has_a_key_and_no_two_share_one(old, new):
    keys = keys_after_edit(keyed(old), new)
    assert len(keys) == len(new)
    assert len(set(keys)) == len(keys)


@given(TEXTS)
def test_saving_the_same_text_again_changes_no_key(texts):
    before = keyed(texts)
    assert list(keys_after_edit(before, texts)) == [block.key for block in before]


@given(DIFFERENT_TEXTS, st.randoms(use_true_random=False))
def test_a_block_that_moved_keeps_its_key(texts, random):
    before = keyed(texts)
    key_of = {block.text: block.key for block in before}
    moved = random.sample(texts, len(texts))
    assert keys_after_edit(before, moved) == tuple(key_of[text] for text in moved)


@given(DIFFERENT_TEXTS, st.integers(0, 12), st.text(max_size=30))
def test_an_added_block_takes_nobody_elses_key(texts, place, added):
    before = keyed(texts)
    edited = [*texts[:place], added, *texts[place:]]
    keys = dict(zip(edited, keys_after_edit(before, edited), strict=True))
    assert all(keys[block.text] == block.key for block in before if block.text != added)


@given(TEXTS, TEXTS)
def test_the_same_edit_gives_the_same_keys(old, new):
    assert keys_after_edit(keyed(old), new) == keys_after_edit(keyed(old), new)


@given(st.text(max_size=30), st.text(max_size=30))
def test_similarity_is_the_same_both_ways_and_whole_for_the_same_text(one, other):
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1
    assert similarity(one, one) == 1


def test_a_corrected_paragraph_keeps_its_key_among_new_and_cut_ones():
    before = keyed([BRIDGE, MILL, COUNCIL])
    corrected = BRIDGE.replace("1874", "1878")
    opening = "Nobody here remembers a winter like this one."
    keys = keys_after_edit(before, [opening, corrected, COUNCIL.replace("seven", "eight")])
    assert keys[1:] == (before[0].key, before[2].key)
    assert keys[0] not in {block.key for block in before}


def test_a_paragraph_about_something_else_gets_a_new_key():
    before = keyed([BRIDGE])
    assert keys_after_edit(before, [COUNCIL]) != (before[0].key,)


def test_similar_paragraphs_that_changed_places_do_not_cross():
    before = keyed([BRIDGE, COUNCIL])
    keys = keys_after_edit(before, [COUNCIL + " Come.", BRIDGE + " Go."])
    assert keys.count(before[0].key) + keys.count(before[1].key) == 1


def test_a_new_key_is_never_one_that_is_taken():
    first = new_key(BRIDGE, set())
    assert new_key(BRIDGE, {first}) != first
    assert new_key(BRIDGE, {"something else"}) == first


def test_a_long_text_rewritten_throughout_is_matched_block_by_block():
    old = [f"{number} {BRIDGE} {number * 7919}" for number in range(300)]
    before = keyed(old)
    keys = keys_after_edit(before, [text + " Edited." for text in old])
    assert list(keys) == [block.key for block in before]
