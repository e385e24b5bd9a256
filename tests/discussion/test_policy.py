"""What a refusal says, where its words depend on a number."""

from __future__ import annotations

import pytest

from folkmoot.discussion.policy import too_fast


@pytest.mark.parametrize(("wait_s", "words"), [(1, "in a second."), (2, "in 2 seconds."), (60, "in 60 seconds.")])
def test_who_is_too_fast_is_told_how_long_to_wait(wait_s, words):
    denial = too_fast(wait_s)
    assert denial.said.endswith(words)
    assert denial.retry_after_s == wait_s


def test_who_need_not_wait_is_told_nothing():
    assert too_fast(None) is None
