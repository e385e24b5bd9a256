"""The stylesheets: their layers, its directions, and whether its colours can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import folkmoot.kit.look

SHEETS = Path(folkmoot.kit.look.__file__).parent / "static" / "folkmoot"
CSS, *OTHERS = (
    re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    for sheet in (SHEETS / "folkmoot.css", SHEETS / "article.css")
)
TOKEN = re.compile(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)")
AA_TEXT, AA_LARGE = 4.5, 3


def tokens(scheme: str) -> dict[str, str]:
    return {name: light if scheme == "light" else dark for name, light, dark in TOKEN.findall(CSS)}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_layers_come_in_their_order():
    assert CSS.strip().startswith("@layer reset, tokens, layout, pieces, utilities;")
    assert re.findall(r"^@layer (\w+) \{", CSS, re.MULTILINE) == ["reset", "tokens", "layout", "pieces", "utilities"]


def test_nothing_is_fetched_from_anywhere():
    assert all("url(" not in sheet and "@import" not in sheet for sheet in (CSS, *OTHERS))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "wash", "field"])
@pytest.mark.parametrize("ink", ["ink", "soft", "accent", "good", "hold", "bad"])
def test_every_ink_can_be_read_on_every_ground(scheme, ground, ink):
    colours = tokens(scheme)
    assert contrast(colours[ink], colours[ground]) >= AA_TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_edges_of_fields_can_be_seen(scheme):
    colours = tokens(scheme)
    assert min(contrast(colours["edge"], colours[ground]) for ground in ("paper", "field")) >= AA_LARGE


def test_contrast_is_measured_as_defined():
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
