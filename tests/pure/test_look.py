"""Colours that can be read, themes that change nothing else, and the stylesheet made of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import folkmoot.kit.look
from folkmoot.pure.look.colour import WORDS_RATIO, contrast, nearest_readable, ratio_to_show, read_colour
from folkmoot.pure.look.sheet import GROUNDS, Look, digest_of, nearest_accent, stylesheet, unreadable
from folkmoot.pure.look.theme import COLOURS, PROPERTIES, Theme, read_theme
from folkmoot.pure.verdict import DeniedError

SHEET = Path(folkmoot.kit.look.__file__).parent / "static/folkmoot/folkmoot.css"
GUIDE = Path(__file__).parents[2] / "docs/operate/theme.md"
COLOUR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.47), ("#767676", "#ffffff", 4.54), ("#abc", "#aabbcc", 1)],
)  # fmt: skip
def test_contrast_is_that_of_wcag_and_never_rounded_up(one, other, ratio):
    assert ratio_to_show(contrast(read_colour(one), other)) == ratio


@pytest.mark.parametrize("text", ["red", "#12", "#1234567", "rgb(0,0,0)", "#12345g", "", "#fff;}body{display:none"])
def test_only_digits_make_a_colour(text):
    assert read_colour(text) is None


@settings(max_examples=25, deadline=None)
@given(COLOUR)
def test_the_nearest_colour_can_be_read_on_every_ground_and_what_can_be_read_is_its_own_nearest(colour):
    for scheme, at in (("light", 0), ("dark", 1)):
        grounds = [COLOURS[name][at] for name in GROUNDS]
        found = nearest_readable(colour, grounds)
        assert min(contrast(found, ground) for ground in grounds) >= WORDS_RATIO
        assert nearest_readable(found, grounds) == found
        look = Look(accent_light=colour) if scheme == "light" else Look(accent_dark=colour)
        assert nearest_accent(look, scheme) == found


def test_our_colours_are_those_of_the_stylesheet_and_can_be_read():
    declared = dict.fromkeys(COLOURS)
    for name, light, dark in re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", SHEET.read_text("utf-8")):
        declared[name] = (light, dark)
    assert declared == dict(COLOURS)
    assert unreadable(Look()) is None


def test_a_pale_accent_is_refused_with_its_ratio_and_the_nearest_that_passes():
    refused = unreadable(Look(accent_light="#e0b0a0"))
    assert (refused.code, refused.field) == ("low_contrast", "accent_light")
    assert "1.6" in refused.said
    assert unreadable(Look(accent_light=refused.values["nearest"])) is None
    assert unreadable(Look(accent_dark="#5a1a10")).field == "accent_dark"


@pytest.mark.parametrize("theme", ["--ink: #999999;", "--paper: #444444;", "--edge: #f0f0f0;", "--wash: #8a2b20;"])
def test_a_theme_in_which_words_or_edges_cannot_be_seen_is_refused(theme):
    assert unreadable(Look(theme=read_theme(theme))).code == "low_contrast"


def test_a_theme_is_read_and_written_in_one_form():
    typed = (
        '/* ours */ --paper: #FFF;\n\n--wash: light-dark(#f4f4f4, #202020);\n--text: "Gill Sans", serif;--measure:60ch'
    )
    theme = read_theme(typed)
    assert theme.colours == {"paper": ("#ffffff", "#ffffff"), "wash": ("#f4f4f4", "#202020")}
    assert read_theme(theme.written()) == theme


@pytest.mark.parametrize(
    "text",
    [
        "--paper: url(https://evil.example/x)",
        "--paper: #fff; } body { display: none",
        "--accent: #000000",
        "--u: 2rem",
        "body: none",
        "--text: serif; @import 'x'",
        "--text: expression(alert(1))",
        '--face: "A\\"; } *{}"',
        "--measure: 10ch",
        "--measure: 60px",
        "--paper: var(--ink)",
        "--paper: light-dark(#fff, red)",
        "<script>",
        "--paper: #fff /* never ends",
        "--text: " + "x" * 5000,
    ],
)
def test_nothing_else_gets_into_a_theme(text):
    with pytest.raises(DeniedError) as refused:
        read_theme(text)
    assert (refused.value.denial.code, refused.value.denial.field) == ("bad_theme", "theme")


@settings(max_examples=50, deadline=None)
@given(st.text(alphabet="-:;#(){}/*'\" abcpaeroxtfi059,\\\n", max_size=80))
def test_whatever_is_typed_nothing_leaves_its_declaration(text):
    try:
        theme = read_theme(text)
    except DeniedError:
        return
    sheet = stylesheet(Look(theme=theme))
    assert sheet.count("{") == sheet.count("}")
    assert not re.search(r"[<>\\@](?!supports)", sheet)


def test_a_publication_without_colours_of_its_own_has_no_stylesheet():
    assert stylesheet(Look()) == ""
    sheet = stylesheet(Look(accent_light="#224488", theme=Theme(plain={"text": "serif"})))
    assert "--accent: light-dark(#224488, #e2877b);" in sheet
    assert "--text: serif;" in sheet
    assert digest_of(sheet) != digest_of(stylesheet(Look(accent_light="#224499")))


def test_every_property_of_a_theme_is_documented():
    documented = re.findall(r"^\| `--([a-z]+)`", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert sorted(documented) == sorted(PROPERTIES)
