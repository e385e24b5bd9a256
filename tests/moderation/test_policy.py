"""When a comment is read first: four reasons, each with its edge."""

from __future__ import annotations

import pytest

from folkmoot.moderation.policy import LONG_CHARS, MAX_LINKS, SAME_WORDS_MAX, SAME_WORDS_MIN_CHARS, find_reason

LINK = '<a href="https://a.example">a</a>'
CALM = {"source": "x" * 60, "html": "", "recent_count": 0, "same_words_count": 0, "hold_after_comments": 20}


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"html": LINK * MAX_LINKS},
        {"source": "x" * LONG_CHARS},
        {"recent_count": 19},
        {"recent_count": 1000, "hold_after_comments": 0},
        {"same_words_count": SAME_WORDS_MAX - 1},
        {"source": "x" * (SAME_WORDS_MIN_CHARS - 1), "same_words_count": 1000},
    ],
)
def test_an_ordinary_comment_appears_at_once(facts):
    assert find_reason(**CALM | facts) is None


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"html": LINK * (MAX_LINKS + 1)}, "many_links"),
        ({"source": "x" * (LONG_CHARS + 1)}, "very_long"),
        ({"recent_count": 20}, "many_comments"),
        ({"source": "x" * SAME_WORDS_MIN_CHARS, "same_words_count": SAME_WORDS_MAX}, "same_words"),
    ],
)
def test_each_reason_has_a_code_and_a_sentence(facts, code):
    finding = find_reason(**CALM | facts)
    assert finding is not None
    assert finding.code == code
    assert finding.sentence.endswith(".")
