"""What is hidden stays hidden until a reader opens it, however it is written."""

from __future__ import annotations

import time

import html5lib
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.kit.text.comments import render_comment
from folkmoot.kit.text.plain import plain_text
from folkmoot.kit.text.spoilers import named

OPENING = '<details class="spoiler"><summary></summary>\n'
X = f"{OPENING}<p>x</p>\n</details>\n"


def spoilers_in(html: str) -> list[str]:
    """Return the words of each spoiler, as html5lib reads them."""
    found = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False).iter("details")
    return ["".join(spoiler.itertext()).strip() for spoiler in found]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (">! x", X),
        (">!x!<", X),
        (">! >! >! x", X),
        ("before\n>! x\nafter", f"<p>before</p>\n{X}<p>after</p>\n"),
        ("> said\n>! x\n> more", f"<blockquote>\n<p>said</p>\n</blockquote>\n{X}<blockquote>\n<p>more</p>\n</blockquote>\n"),
        ("> >! x", f"<blockquote>\n{X}</blockquote>\n"),
        ("1. said\n>! x", f"<ol>\n<li>said</li>\n</ol>\n{X}"),
        (">! a\n>!\n>! - *b*", f"{OPENING}<p>a</p>\n<ul>\n<li><em>b</em></li>\n</ul>\n</details>\n"),
        ("```\n>! x\n```", "<pre><code>&gt;! x\n</code></pre>\n"),
        ("say >! x", "<p>say &gt;! x</p>\n"),
        (">!\n>!", "<blockquote>\n<p>!</p>\n</blockquote>\n" * 2),
        ('<details class="spoiler" open>x</details>', '<p>&lt;details class="spoiler" open&gt;x&lt;/details&gt;</p>\n'),
    ],
)  # fmt: skip
def test_lines_with_the_sign_are_folded_together(source, html):
    assert render_comment(source) == html


LINES = st.lists(
    st.sampled_from([">! hush", "> said", "plain", "", "- item", "> >! hush", "```", ">!", "1. >! hush", "  >! hush"]),
    max_size=9,
)


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_hidden_words_stand_in_a_spoiler_or_in_code_whatever_is_around_them(lines):
    html = render_comment("\n".join(lines))
    outside = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    for parent in list(outside.iter()):
        for child in [*parent]:
            if child.tag in {"details", "code"}:
                parent.remove(child)
    seen = "".join(outside.itertext())
    assert "hush" not in seen
    assert "<details" not in "".join(spoilers_in(html))


def test_a_spoiler_is_named_in_the_language_of_whoever_is_shown_it_and_stored_without_a_word():
    stored = render_comment(">! x")
    assert "Spoiler" not in stored
    assert named(stored).startswith('<details class="spoiler"><summary>Spoiler</summary>')
    with translation.override("de"):
        assert "<summary></summary>" not in named(stored)
    assert named("<p>x</p>") == "<p>x</p>"


def test_excerpts_and_the_search_know_nothing_of_what_is_hidden():
    assert plain_text(render_comment("before\n\n>! the butler\n\nafter")) == "before\nafter"


@pytest.mark.parametrize(
    "source", ["> a\n- b\n" * 1200 + ">! x", ">! " * 3300, "> >!>!>!\n- b\n" * 700, ("> " * 20 + ">! x\n") * 200]
)
def test_signs_without_end_cost_no_more_than_other_text(source):
    began_s = time.process_time()
    render_comment(source)
    assert time.process_time() - began_s < 3
