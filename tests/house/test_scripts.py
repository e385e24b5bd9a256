"""Scripts build the page from nodes, never from text."""

from __future__ import annotations

import re

import pytest

from tests.house.sources import PACKAGE, name, source

COMMENTS = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
DANGEROUS = re.compile(
    r"\b(?:innerHTML|outerHTML|srcdoc|insertAdjacentHTML|document\.write(?:ln)?|eval\s*\(|new\s+Function\b)"
    r"|\bset(?:Timeout|Interval)\(\s*[\"'`]"
)


def dangers(text: str) -> list[str]:
    """Return where a script turns text into markup or code."""
    return DANGEROUS.findall(COMMENTS.sub("", text))


def test_no_script_makes_markup_or_code_from_text():
    found = {name(path): dangers(path.read_text("utf-8")) for path in source(".js", below=PACKAGE)}
    assert {path: words for path, words in found.items() if words} == {}


def test_no_template_carries_a_script_or_a_style_of_its_own():
    found = {name(path): inline(path.read_text("utf-8")) for path in source(".html", below=PACKAGE)}
    assert {path: words for path, words in found.items() if words} == {}


def inline(text: str) -> list[str]:
    """Return what the browser policy would refuse: inline scripts, styles and handlers."""
    data_or_linked = r"(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:ld\+)?json)"
    return re.findall(rf"<script\b{data_or_linked}[^>]*>|<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)=", text)


@pytest.mark.parametrize(
    "line", ["a.innerHTML = b", "eval ('1')", "new Function('1')", "setTimeout('x()', 1)", "document.write(a)"]
)
def test_a_danger_is_seen(line):
    assert len(dangers(line)) == 1
    assert dangers(f"// {line}\n/* {line} */ const url = 'https://news.example';") == []


def test_inline_script_and_style_are_seen():
    assert inline("<script>1</script>")
    assert inline('<p class="a" style="color:red">')
    assert inline('<button type="submit" onclick="x()">')
    assert inline('<script src="/static/a.js" defer></script><script type="application/ld+json">{}</script>') == []
