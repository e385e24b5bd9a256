"""A cursor opens where it was made, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.pure.threads.cursor import MAX_CHARS, seal, unseal

KEY = b"k" * 32
NUMBERS = st.integers(-(2**62), 2**62)


@given(NUMBERS, NUMBERS)
def test_it_opens_with_its_scope_and_key(mark, comment_id):
    cursor = seal(mark, comment_id, scope="thread-1-top", key=KEY)
    assert unseal(cursor, scope="thread-1-top", key=KEY) == (mark, comment_id)
    assert len(cursor) <= MAX_CHARS
    assert cursor.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize("other", [{"scope": "thread-2-top"}, {"key": b"x" * 32}])
def test_it_opens_nowhere_else(other):
    cursor = seal(5, 7, scope="thread-1-top", key=KEY)
    with pytest.raises(ValueError, match="cursor"):
        unseal(cursor, **{"scope": "thread-1-top", "key": KEY, **other})


@given(st.text(max_size=60))
def test_what_somebody_made_up_is_a_value_error(text):
    with pytest.raises(ValueError, match="cursor"):
        unseal(text, scope="thread-1-top", key=KEY)


@given(st.data())
def test_no_letter_can_be_changed(data):
    cursor = seal(5, 7, scope="s", key=KEY)
    place = data.draw(st.integers(0, len(cursor) - 2))  # the last letter holds bits that say nothing
    letter = data.draw(st.sampled_from("ABCxyz019-_").filter(lambda letter: letter != cursor[place]))
    with pytest.raises(ValueError, match="cursor"):
        unseal(cursor[:place] + letter + cursor[place + 1 :], scope="s", key=KEY)
