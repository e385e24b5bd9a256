"""What counts as a question: the comment's own words, in any script, and nothing that only looks like one."""

from __future__ import annotations

import time

import pytest

from folkmoot.pure.questions import asks

QUESTIONS = (
    "Who pays for it?",
    "Really?! I wonder.",
    "He said “who pays?” and left.",
    "Qui paie ? On ne sait pas.",
    "¿Quién paga?",
    "من يدفع؟",
    "橋はいつ閉まりますか？",
    "Ποιος πληρώνει; Κανείς.",
    "Ո՞վ է վճարում։",
    "ማን ይከፍላል፧",
    "क्या पुल है?",
    "Who *really* pays for **this**?",
    "> It will stand.\n\nFor how long?",
    "Have you read https://council.example/papers?",
    "[Who pays](https://a.example/?x=1)?",
    "`code` and who wrote it?",
    "```\ncode\n```\nWho wrote it?",
)
NONE = (
    "",
    "It will stand.",
    "> Who pays for it?\n\nThe town does.",
    "See https://council.example/?page=2 for the papers.",
    "See [the papers](https://council.example/a?page=2).",
    "Run `what?` twice.",
    "Run ``a ` b?`` twice.",
    "```\nwho?\n```\nThat was it.",
    "~~~\nwho?",
    "It was built in 1784 (?).",
    "??? !!! ???",
    "One; two; three.",
    "Η γέφυρα· μένει.",
)


@pytest.mark.parametrize("source", QUESTIONS)
def test_a_question_of_ones_own_is_found(source):
    assert asks(source)


@pytest.mark.parametrize("source", NONE)
def test_what_is_quoted_linked_code_or_only_doubt_is_no_question(source):
    assert not asks(source)


@pytest.mark.parametrize("piece", ["`", "``a", "](", "](((", "https://", "? ", ">", "~~~\n", "(?)", "!?"])
def test_the_longest_comment_costs_next_to_nothing_whatever_it_is_made_of(piece):
    source = (piece * 10_000)[:10_000]
    began = time.process_time()
    asks(source)
    assert time.process_time() - began < 0.25
