"""Whoever answers with a quotation begins with words that say whose they are."""

from __future__ import annotations

import time

import pytest

from folkmoot.kit.text.comments import render_comment
from folkmoot.kit.text.quoting import QUOTED_MAX_CHARS, quotation_of


@pytest.mark.parametrize(
    ("source", "quoted"),
    [
        ("One *line*", "@Bo:\n> One line\n\n"),
        ("One\ntwo\n\nthree", "@Bo:\n> One\n> two\n> three\n\n"),
        ("> Ada\n>\n> > Cy\n\nNo.", "@Bo:\n> No.\n\n"),
        ("See\n\n>! the butler", "@Bo:\n> See\n\n"),
        (">! all hidden", ""),
        ("a < b & c", "@Bo:\n> a < b & c\n\n"),
    ],
)
def test_words_are_quoted_without_what_they_quote_or_hide(source, quoted):
    assert quotation_of(render_comment(source), name="Bo") == quoted


def test_somebody_without_a_name_is_quoted_without_one():
    assert quotation_of("<p>Yes</p>", name="") == "> Yes\n\n"


def test_a_long_comment_is_quoted_in_part_and_ends_with_a_whole_word():
    quoted = quotation_of(render_comment("bridge " * 300), name="")
    assert len(quoted) < QUOTED_MAX_CHARS + 10
    assert quoted.endswith("bridge …\n\n")


def test_quotations_in_each_other_without_end_cost_little():
    html = "<blockquote>" * 400 + "x" + "</blockquote>" * 400 + "<blockquote>" * 2_000
    began_s = time.process_time()
    quotation_of(html, name="")
    assert time.process_time() - began_s < 2
