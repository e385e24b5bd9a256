"""What readers write comes out as the few tags we know, whatever they write."""

from __future__ import annotations

import time
from itertools import cycle, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from folkmoot.kit.text.comments import LINK_REL, render_comment, render_markdown
from folkmoot.kit.text.normalise import normalise
from tests.hostile import CORPORA, violations

LONG_CORPUS = 1_000


def stored(text: object) -> str | None:
    """Return the text as a command would keep it, or None where it is refused."""
    try:
        return normalise(str(text))
    except ValueError:
        return None


@pytest.mark.parametrize("corpus", CORPORA)
def test_nothing_hostile_survives(corpus):
    texts = [text for text in map(stored, CORPORA[corpus]()) if text is not None]
    assert len(texts) >= 15
    bad = {text[:80]: found for text in texts if (found := violations(render_comment(text)))}
    assert bad == {}


@pytest.mark.parametrize("corpus", CORPORA)
def test_nothing_hostile_survives_inside_markup(corpus):
    texts = [text for text in map(stored, CORPORA[corpus]()) if text is not None]
    shapes = ("[words]({})", "<{}>", "> *{}*", "`{}`", "- {}\n\n  {}", ">! {}\n>! {}")
    # Of thousands each is tried in one shape, in turn.
    tried = zip(texts, cycle(shapes), strict=False) if len(texts) > LONG_CORPUS else product(texts, shapes)
    bad = [(shape, text) for text, shape in tried if violations(render_comment(shape.replace("{}", text)))]
    assert bad == []


def test_the_oracle_itself_finds_what_must_not_pass():
    assert violations('<p><img src=x onerror=alert(1)><a href="javascript:1">x</a></p>') == [
        "tag img",
        "href javascript:1",
        "rel",
    ]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("One line", "<p>One line</p>\n"),
        ("One\ntwo\n\nthree", "<p>One<br>\ntwo</p>\n<p>three</p>\n"),
        ("*so* **very**", "<p><em>so</em> <strong>very</strong></p>\n"),
        ("> said\n\nno", "<blockquote>\n<p>said</p>\n</blockquote>\n<p>no</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("1. a", "<ol>\n<li>a</li>\n</ol>\n"),
        ("`x < y`", "<p><code>x &lt; y</code></p>\n"),
        ("```\na\n```", "<pre><code>a\n</code></pre>\n"),
        ("# no heading", "<p># no heading</p>\n"),
        ("![alt](https://a.example/b.png)", f'<p>!<a href="https://a.example/b.png" rel="{LINK_REL}">alt</a></p>\n'),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("see https://a.example/b?c=1&d=2.", None),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[x](//evil.example)", "<p>[x](//evil.example)</p>\n"),
        ("write to mailto:a@b.example", "<p>write to mailto:a@b.example</p>\n"),
        ("example.com is text", "<p>example.com is text</p>\n"),
        ("    four spaces", "<p>four spaces</p>\n"),
        ("Title\n=====", "<p>Title<br>\n=====</p>\n"),
    ],
)
def test_the_small_markdown(source, html):
    address = "https://a.example/b?c=1&amp;d=2"
    expected = html or f'<p>see <a href="{address}" rel="{LINK_REL}">{address}</a>.</p>\n'
    assert render_comment(source) == expected


ODD = st.sampled_from(
    list("aZé…\"'„-+*_`~#>|=<&;:/.!?()[]{}\\ \t\n0129\u00a0\u2003\u200b\u0301\u3000\u0085\ufeff\U0001f600")
)
PIECES = st.sampled_from(
    [
        "http://",
        "https://a.example",
        "mailto:a@b.example",
        "//",
        "www.a.example",
        "a@b.example",
        "&amp;",
        "\n\n",
        "  \n",
    ]
)


@settings(max_examples=1500, deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(ODD, PIECES, st.just("word ")), max_size=30).map("".join)))
@example("Said: yes\n\n\nno ")
@example("A\u0085b")
@example("Ω\n1. x")
def test_the_short_way_gives_the_bytes_of_the_long_one(text):
    source = stored(text)
    if source is not None:
        assert render_comment(source) == render_markdown(source)


@given(st.lists(st.text(alphabet="abcde .,:;!?()-'\"", min_size=1, max_size=40), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_prose_goes_the_short_way_and_comes_out_the_same(lines):
    source = "\n".join(f"So {line.strip()}." for line in lines)
    assert render_comment(source) == render_markdown(source)


@pytest.mark.parametrize(
    "unit", ["![[]()", "> ", "*a_", "`a``", "[a](", "- ", "https://", "&#", "<", "**", "\\", "((", "1. "]
)
def test_the_longest_text_of_one_sign_takes_no_second(unit):
    source = (unit * 10_000)[:10_000]
    started = time.process_time()
    assert violations(render_comment(source)) == []
    assert time.process_time() - started < 2
