"""House rules that can be linked to, and gaps in starting texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import folkmoot.articles
from folkmoot.kit.text.articles import blocks_of_markdown
from folkmoot.pure.pages.gaps import gaps_in
from folkmoot.pure.pages.rules import with_rules_numbered

TEXTS = Path(folkmoot.articles.__file__).parent / "texts"


def numbered(source: str) -> list[tuple[str, str]]:
    html = with_rules_numbered("".join(block.html for block in blocks_of_markdown(source)), source)
    return re.findall(r'<li id="(rule-\d+)" value="(\d+)">', html)


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        ("1. Be kind.\n2. Be brief.\n3. Be right.", [1, 2, 3]),
        ("1. Be kind.\n3. Be right.\n10. Be new.", [1, 3, 10]),
        ("1. Be kind.\n1. Be brief.\n1. Be right.", [1, 2, 3]),
        ("1. Be kind.\n   1. Always.\n   2. Really.\n2. Be brief.", [1, 2]),
        ("1. Be kind.\n\nAnd besides:\n\n4) Be brief.", [1, 4]),
        ("- Be kind.\n- Be brief.", []),
        ("Be kind.", []),
    ],
)
def test_a_rule_keeps_the_number_that_was_written(source, numbers):
    assert numbered(source) == [(f"rule-{number}", str(number)) for number in numbers]


def test_gaps_are_found_once_each_and_only_whole_ones():
    assert gaps_in("[[your\nname]] and [[your name]], [a](b), [[]], [[street]]") == ("your name", "street")


@pytest.mark.parametrize("language", ["en", "de"])
def test_starting_texts_are_there_in_both_languages_with_the_same_gaps_and_rules(language):
    for name in ("about", "imprint", "privacy", "rules"):
        ours, english = ((TEXTS / folder / f"{name}.md").read_text("utf-8") for folder in (language, "en"))
        assert len(gaps_in(ours)) == len(gaps_in(english))
        assert re.findall(r"%\((\w+)\)s", ours) == re.findall(r"%\((\w+)\)s", english)
    assert len(numbered((TEXTS / language / "rules.md").read_text("utf-8"))) == 9
