"""An `@` and a name that somebody has is a link; everything else stays what it was."""

from __future__ import annotations

import pytest

from folkmoot.kit.text.comments import render_comment
from folkmoot.kit.text.mentions import CANDIDATES_MAX, candidates_in, with_absolute_mentions, with_mentions
from tests.cast import ADA

PLACES = {ADA: "/comments/1", "Ada": "/comments/2", "J. R. & Co.": "/comments/3", "Zoë": "/comments/4", "💡 Bo": "/comments/5"}  # fmt: skip


def mentioned(source: str) -> list[str]:
    """Return the names that became links, as they are written in the HTML."""
    parts = with_mentions(render_comment(source), PLACES).split('<a class="mention" href="/comments/')[1:]
    return [part.partition(">")[2].partition("<")[0] for part in parts]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (f"@{ADA}, you are right", [f"@{ADA}"]),
        ("@Ada, you are right", ["@Ada"]),
        ("(@Ada)", ["@Ada"]),
        ("as @Ada's uncle said, @Zoë", ["@Ada", "@Zoë"]),
        ("@J. R. & Co. know", ["@J. R. &amp; Co."]),
        ("*@💡 Bo*:", ["@💡 Bo"]),
        (">! ask @Ada", ["@Ada"]),
        ("@Adam and @Ada-Lena and @ada and @Nobody", []),
        ("write to me@Ada or a.b-@Ada or to ada@Ada.example", []),
        ("@Ada@toot.example and @Ada.example", []),
        ("`@Ada`\n\n```\n@Ada\n```", []),
        ("[see @Ada](https://a.example/@Ada) https://a.example/@Ada", []),
        ("@@Ada", []),
        ("@ Ada @\nAda", []),
    ],
)
def test_a_name_behind_an_at_leads_to_its_person(source, names):
    assert mentioned(source) == names
    assert {name.removeprefix("@").replace("&amp;", "&") for name in names} <= set(candidates_in(source))


def test_a_name_can_be_no_markup():
    evil = '<b>"x" onclick=1</b>'
    html = with_mentions(render_comment(f"@{evil}"), {evil: "/comments/9"})
    assert html == '<p><a class="mention" href="/comments/9">@&lt;b&gt;"x" onclick=1&lt;/b&gt;</a></p>\n'


def test_a_text_without_a_known_name_is_left_as_it_is():
    html = render_comment("@Nobody *here*")
    assert with_mentions(html, {}) == html
    assert with_mentions(html, {"Ada": "/comments/1"}) == html


def test_little_is_asked_about_however_many_signs_there_are():
    assert candidates_in("no sign at all") == ()
    assert len(candidates_in("@a b-c d.e f " * 700)) <= CANDIDATES_MAX
    assert len(candidates_in(" ".join(f"@{n}{'!?' * 30}" for n in range(900)))) == CANDIDATES_MAX


def test_elsewhere_a_mention_leads_home():
    html = with_mentions("<p>@Ada</p>", {"Ada": "/comments/1"})
    assert 'href="https://news.example/comments/1"' in with_absolute_mentions(html, "https://news.example")
