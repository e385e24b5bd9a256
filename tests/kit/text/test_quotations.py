"""Quotations that name their speaker, and markers that name what a passage rests on."""

from __future__ import annotations

import pytest

from folkmoot.kit.text.articles import BlockHtml, blocks_of_html, blocks_of_markdown
from folkmoot.kit.text.markers import first_marker_left


def only(blocks: tuple[BlockHtml, ...]) -> BlockHtml:
    (block,) = blocks
    return block


MARKDOWN = [
    ("> We mend it.\n> — Ines Halloran, councillor, for closing", "Ines Halloran", "councillor, for closing"),
    ("> We mend it.\n>\n> -- Per Aldous", "Per Aldous", ""),
    ("> We mend it.\n> – *The Courier*, a paper", "The Courier", "a paper"),
    ("> نصلحه.\n> — إيناس، عضو المجلس", "إيناس", "عضو المجلس"),
]
HTML = [
    ("<blockquote><p>We mend it.</p><cite>Ines, engineer<br></cite></blockquote>", "Ines", "engineer"),
    ("<blockquote><p>We mend it.</p><p><cite>Ines</cite></p></blockquote>", "Ines", ""),
    ("<blockquote><p>We mend it.<br>— <cite>Ines</cite>, engineer</p></blockquote>", "Ines", "engineer"),
    ("<blockquote>We mend it. <cite>Ines</cite></blockquote>", "Ines", ""),
    ("<blockquote>We mend it.<footer>— Ines</footer></blockquote>", "Ines", ""),
    ("<blockquote>We mend it.</blockquote><cite>Ines</cite>", "Ines", ""),
    (
        "<figure class='wp-block-pullquote'><blockquote><p>We mend it.</p><cite>Ines</cite></blockquote></figure>",
        "Ines",
        "",
    ),
    (
        "<figure><blockquote>We mend it.</blockquote><figcaption>— <a href='https://a.example'>Ines, X</a>, Y</figcaption></figure>",
        "Ines, X",
        "Y",
    ),
    (
        "<blockquote><p>We mend it.</p>— Ines (@ines) <a href='https://a.example/1'>May 4</a></blockquote>",
        "Ines (@ines) May 4",
        "",
    ),
]


@pytest.mark.parametrize(("source", "speaker", "role"), MARKDOWN)
def test_the_last_line_of_a_blockquote_in_markdown_names_the_speaker(source, speaker, role):
    block = only(blocks_of_markdown(source))
    assert (block.tag, block.speaker, block.role) == ("figure", speaker, role)
    assert block.html.startswith('<figure class="quotation"><blockquote><p>')
    assert '<figcaption><span class="speaker">' in block.html
    assert "—" not in block.text


@pytest.mark.parametrize(("source", "speaker", "role"), HTML)
def test_quotations_from_elsewhere_name_it_in_their_own_ways(source, speaker, role):
    block = only(blocks_of_html(source))
    assert (block.tag, block.speaker, block.role) == ("figure", speaker, role)
    assert block.html.startswith('<figure class="quotation"><blockquote>')
    assert "We mend it." in block.text
    assert "<p></p>" not in block.html


@pytest.mark.parametrize(
    "source",
    [
        "> Only words.",
        "> — Ines",
        "> — Are you coming?\n> — In a minute.",
        "> Use the switch\n> --verbose",
        "> *He said\n> — so.*",
        "> Words.\n> — " + "x" * 301,
    ],
)
def test_what_names_nobody_stays_a_blockquote(source):
    block = only(blocks_of_markdown(source))
    assert (block.tag, block.speaker) == ("blockquote", "")


def test_a_line_end_means_nothing_in_html_and_a_cite_may_be_a_book():
    for source in (
        "<blockquote><p>He came\n— late.</p></blockquote>",
        "<blockquote><p>Words.</p><p><cite>Emma</cite> is a book.</p></blockquote>",
    ):
        assert only(blocks_of_html(source)).tag == "blockquote"


def test_markers_leave_the_text_and_stay_in_code():
    first, second, third = blocks_of_markdown(
        "The clerk says so.[^1] Others [^2] do not, see `[^2]`. [^1]\n\n[^3]\n\n    keep [^1]\n\nUnknown [^9].",
        source_count=3,
    )
    assert (first.text, first.cites) == ("The clerk says so. Others do not, see [^2].", (1, 2, 3))
    assert (second.tag, second.text, second.cites) == ("pre", "keep [^1]\n", ())
    assert (third.text, third.cites) == ("Unknown [^9].", ())
    assert [first_marker_left(block.html) for block in (first, second, third)] == [None, None, 9]


def test_a_marker_behind_the_speaker_is_what_the_quotation_rests_on():
    block = only(blocks_of_markdown("> We mend it.\n> — Ines Halloran, councillor [^2]", source_count=2))
    assert (block.role, block.cites) == ("councillor", (2,))
    assert "[^" not in block.text + block.html
