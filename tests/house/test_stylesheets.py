"""No stylesheet knows left from right: a page read from the right is the same page, turned."""

from __future__ import annotations

import re

import pytest

from tests.house.sources import PACKAGE, name, source

COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
CONDITIONS = re.compile(r"@(?:media|container|supports)[^{]*")
SIDES = re.compile(
    r"(?<![\w-])(?:"
    r"(?:scroll-)?(?:margin|padding)-(?:left|right|top|bottom)|border-(?:left|right|top|bottom)(?:-[\w-]+)?|inset-(?:left|right)"
    r"|(?:left|right|top|bottom|(?:min-|max-)?(?:width|height))\s*:"
    r"|(?:float|clear|text-align|text-align-last|caption-side)\s*:\s*(?:left|right)"
    r"|to\s+(?:left|right)\b|translateX\("
    r")"
)
FOUR = re.compile(r"(?<![\w-])(?:margin|padding|inset|border-(?:width|style|color))\s*:\s*([^;}]+)")
VALUE = re.compile(r"(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+")


def sided(text: str) -> list[str]:
    """Return what a stylesheet says about left and right, or top and bottom, where start and end are meant."""
    rules = CONDITIONS.sub("", COMMENTS.sub("", text))
    found = [match.strip(" :") for match in SIDES.findall(rules)]
    for written in FOUR.findall(rules):
        values = VALUE.findall(written.replace("!important", ""))
        if len(values) == 4 and values[1] != values[3]:
            found.append(written.strip())
    return found


def test_no_stylesheet_knows_left_from_right():
    found = {name(path): sided(path.read_text("utf-8")) for path in source(".css", below=PACKAGE)}
    assert found
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "rule",
    [
        "margin-left: 1px",
        "border-right-color: red",
        "left: 0",
        "width: 3rem",
        "max-height: 1px",
        "text-align: right",
        "float:left",
        "margin: 0 1px 0 2px",
        "padding: 0 calc(2 * var(--u)) 0 0",
        "scroll-margin-top: 1px",
        "background: linear-gradient(to right, red, blue)",
    ],
)
def test_a_side_is_seen(rule):
    assert len(sided(f"p {{ color: red; {rule}; }} /* {rule} */")) == 1


@pytest.mark.parametrize(
    "rule",
    [
        "margin-inline-start: 1px",
        "border-block-end: 0",
        "inline-size: 1px",
        "max-block-size: 1px",
        "line-height: 1",
        "border-width: 1px",
        "margin: 0 1px 2px 1px",
        "inset-inline-end: 0",
        "text-align: end",
        "stroke-width: 1",
    ],
)
def test_start_and_end_are_no_sides(rule):
    assert sided(f"@media (min-width: 900px) and (max-height: 3px) {{ p {{ {rule}; }} }}") == []
