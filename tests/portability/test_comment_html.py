"""Comments: what WordPress let through becomes what comments have here, and nothing more."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.kit.text.comments import LINK_REL, TAGS
from folkmoot.portability.wxr.comment_html import comment_html

REL = f'rel="{LINK_REL}"'
TAG = re.compile(r"</?([a-z0-9]+)((?:\s[^>]*)?)>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\nline.\n\nTwo.", "<p>One<br>\nline.</p>\n<p>Two.</p>\n"),
        ("Fish &amp; chips &#8217;", "<p>Fish &amp; chips ’</p>\n"),
        ("*not* _ours_ # so", "<p>*not* _ours_ # so</p>\n"),
        (
            "See https://a.example/x?y=1&amp;z=2.",
            f'<p>See <a href="https://a.example/x?y=1&amp;z=2" {REL}>https://a.example/x?y=1&amp;z=2</a>.</p>\n',
        ),
        ("<b>bold</b> and <i>slanted</i>", "<p><strong>bold</strong> and <em>slanted</em></p>"),
        (
            '<a href="http://a.example" onclick="x()" target="_blank">a</a>',
            f'<p><a href="http://a.example" {REL}>a</a></p>',
        ),
        (
            "<blockquote>You said\n\nthis</blockquote>\nNo.",
            "<blockquote><p>You said</p><p>this</p></blockquote><p>No.</p>",
        ),
        ("<script>alert(1)</script>Hm", "<p>Hm</p>"),
        ('<img src="x" onerror="x()">Look <u>here</u>', "<p>Look here</p>"),
        ('<a href="javascript:x()">a</a>', f"<p><a {REL}>a</a></p>"),
        ("", ""),
    ],
)
def test_a_comment_is_shown_as_it_was_meant(text, expected):
    assert comment_html(text) == expected


@given(st.text(alphabet="<>/=\"' \nabijscripthref:&;#39x", max_size=80))
def test_nothing_gets_out_but_our_tags_with_links_to_the_web(text):
    html = comment_html(text)
    for tag, attributes in TAG.findall(html):
        assert tag in TAGS
        left = re.sub(r'\s(?:href="https?://[^"]*"|rel="nofollow ugc noopener noreferrer")', "", attributes)
        assert left.strip() == ""
    assert "<" not in TAG.sub("", html)
