"""The article page in a browser: where sources stand, how a quotation hangs, and what goes to the printer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import DESK, PHONE


def box(reader, selector: str) -> dict[str, float]:
    found = reader.page.locator(selector).first.bounding_box()
    assert found is not None
    return found


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_an_article_rests_on_stands_beside_it_or_below_it(open_reader, paper, width):
    reader = open_reader(width=width).go(paper["quiet"])
    text, sources = box(reader, ".folkmoot-article"), box(reader, "ul.sources")
    if width == PHONE:
        assert sources["y"] >= text["y"] + text["height"]
        assert (box(reader, ".picture img")["x"], box(reader, ".picture img")["width"]) == (0, PHONE)
    else:
        assert sources["x"] >= text["x"] + text["width"]
        assert box(reader, ".picture img")["width"] == pytest.approx(text["width"], abs=1)
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_rule_of_a_quotation_hangs_in_the_gutter_and_its_words_stand_with_the_others(open_reader, paper, width):
    reader = open_reader(width=width).go(paper["quiet"])
    rule, words, text = box(reader, ".quotation"), box(reader, ".quotation blockquote p"), box(reader, ".body > p")
    assert 0 <= rule["x"] < text["x"]
    assert words["x"] == pytest.approx(text["x"], abs=1)
    caps = reader.page.locator(".speaker").first.evaluate("element => getComputedStyle(element).fontVariantCaps")
    assert caps == "all-small-caps"


def test_a_passage_leads_to_its_source_and_the_source_back_to_the_passage(reader, paper):
    reader.go(paper["quiet"])
    reader.page.locator(".rests-on a").first.press("Enter")
    expect(reader.page).to_have_url(re.compile(re.escape("#source-1") + "$"))
    assert reader.page.evaluate("document.querySelector(':target').id") == "source-1"
    reader.page.locator(".source-place").first.press("Enter")
    assert reader.page.evaluate("document.querySelector(':target').textContent").startswith("The beams are older")


def test_sources_are_printed_and_their_links_spelled_out(reader, paper):
    reader.go(paper["quiet"])
    reader.page.emulate_media(media="print")
    expect(reader.page.locator("ul.sources")).to_be_visible()
    expect(reader.page.locator(".source-place").first).to_be_hidden()
    spelled = reader.page.locator(".sources a[href^=http]").first.evaluate(
        "link => getComputedStyle(link, '::after').content"
    )
    assert "https://wire.example/1" in spelled
