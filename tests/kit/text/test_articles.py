"""Article text: what gets through, what does not, and how it is cut into blocks."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from folkmoot.kit.text.articles import (
    ATTRIBUTES,
    BLOCK_TAGS,
    INNER_TAGS,
    blocks_of_html,
    blocks_of_markdown,
    compose,
)
from tests.shared import shared

OUR_CLASSES = {"figure": {"quotation"}, "span": {"speaker", "role"}}
QUOTED = (
    *(
        "<blockquote>",
        "</blockquote>",
        "<p>",
        "</p>",
        "<cite>",
        "</cite>",
        "<br>",
        "<em>",
        "</em>",
        "<code>",
        "</code>",
    ),
    *(
        "<figure>",
        "</figure>",
        "<figcaption>",
        "</figcaption>",
        "<ul>",
        "<li>",
        "— ",
        "\n— ",
        "words ",
        ", ",
        " [^1]",
        "\n",
    ),
    *("> ", "\n> ", "<script>", "`", "<a href='https://a.example'>", "</a>", "--"),
)
PICTURE = "/media/ab/abcdef0123-960.webp"


def shown(source: str) -> str:
    return "".join(block.html for block in blocks_of_html(source))


def parsed(html: str) -> list[Element]:
    """Parse with another parser than the cleaner's; return every element."""
    fragment = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [element for element in fragment.iter() if element is not fragment and isinstance(element.tag, str)]


def assert_harmless(html: str) -> None:
    for element in parsed(html):
        assert element.tag in BLOCK_TAGS | INNER_TAGS | OUR_CLASSES.keys()
        allowed = ATTRIBUTES.get(element.tag, set()) | ({"loading"} if element.tag == "img" else set())
        assert set(element.attrib) - allowed <= {"class"}
        assert element.attrib.get("class") in OUR_CLASSES.get(element.tag, set()) | {None}
        assert element.attrib.get("src", "/media/").startswith("/media/")
        assert element.attrib.get("href", "#").lower().startswith(("http://", "https://", "mailto:", "#", "/"))
        assert not element.attrib.get("href", "").startswith(("//", "/\\"))


def hostile_strings() -> list[str]:
    strings = json.loads(shared("hostile/blns/blns.json").read_text(encoding="utf-8"))
    strings += shared("hostile/h5sc/vectors.txt").read_text(encoding="utf-8").splitlines()
    for path in sorted(shared("hostile/xss-payload-list").glob("**/*.txt")):
        strings += path.read_text(encoding="utf-8", errors="replace").splitlines()
    return strings


def test_nothing_hostile_gets_through_as_html_or_as_markdown():
    strings = hostile_strings()
    assert len(strings) > 2000
    for string in strings:
        for blocks in (blocks_of_html(string), blocks_of_markdown(string)):
            assert_harmless("".join(block.html for block in blocks))


@given(
    st.text(alphabet="<>/\"'= abdivpremgsch1&;#:\n`*_[]()!|", max_size=80)
    | st.lists(st.sampled_from(QUOTED), max_size=20).map("".join)
)
@example("<li>words")
@example("<em>one<p>two</p>three</em>")
def test_every_block_is_one_element_with_its_tag_and_its_text(source):
    for block in (*blocks_of_html(source, source_count=1), *blocks_of_markdown(source, source_count=1)):
        assert_harmless(block.html)
        fragment = html5lib.parseFragment(block.html, namespaceHTMLElements=False)
        assert [element.tag for element in fragment] == [block.tag]
        assert "".join(fragment.itertext()) == block.text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p class='x' style='color:red' onclick='x()'>Hello</p>", "<p>Hello</p>"),
        ("<h1>Title</h1><h6>Small</h6>", "<h2>Title</h2><h4>Small</h4>"),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<iframe src='https://video.example/'></iframe>", ""),
        ("<p>see <img src='https://elsewhere.example/spy.gif' alt='x'> there</p>", "<p>see  there</p>"),
        (f"<p><img src='{PICTURE}' alt='A bridge'></p>", f'<p><img src="{PICTURE}" alt="A bridge" loading="lazy"></p>'),
        ("<p><a href='//evil.example/'>x</a></p>", "<p><a>x</a></p>"),
        ("<p><a href='/articles/mill/'>x</a></p>", '<p><a href="/articles/mill/">x</a></p>'),
        ("<p><a href='javascript:alert(1)'>x</a></p>", "<p><a>x</a></p>"),
        ("<ol start='3'><li>x</li></ol>", '<ol start="3"><li>x</li></ol>'),
    ],
)
def test_html_keeps_what_is_on_the_list(source, expected):
    assert shown(source) == expected


def test_loose_words_and_wrappers_become_paragraphs():
    blocks = blocks_of_html("loose <b>words</b><div>one</div><div>two<p>three</p></div>four")
    assert [(block.tag, block.text) for block in blocks] == [
        ("p", "loose words"),
        ("p", "one"),
        ("p", "two"),
        ("p", "three"),
        ("p", "four"),
    ]


def test_markdown_gives_one_block_for_each_top_level_piece():
    blocks = blocks_of_markdown("# One\n\nTwo *three*\n\n- a\n- b\n\n> four\n\n---\n\n|x|\n|-|\n|y|\n")
    assert [block.tag for block in blocks] == ["h2", "p", "ul", "blockquote", "hr", "table"]


def test_html_inside_markdown_is_shown_and_not_used():
    (block,) = blocks_of_markdown("Hello <b>you</b>")
    assert block.text == "Hello <b>you</b>"


def test_the_text_of_a_block_is_what_a_reader_sees_composed():
    (block,) = blocks_of_html("<p>Bru\u0308ckner &amp; <em>Co</em> &lt;3</p>")
    assert block.text == "Brückner & Co <3"


def test_each_block_carries_its_key_and_nothing_else_changes():
    blocks = blocks_of_html("<p>One</p><hr><p>Two</p>")
    assert compose(blocks, ["k1", "k2", "k3"]) == '<p id="b-k1">One</p>\n<hr id="b-k2">\n<p id="b-k3">Two</p>'
    with pytest.raises(ValueError, match="shorter"):
        compose(blocks, ["k1"])
