from __future__ import annotations

import brotli
import pytest
from playwright.sync_api import expect

from tests.browser.reader import LOOKS, PHONE

SMALL_TARGETS = """() => [...document.querySelectorAll("button, input, textarea, nav a, .actions a, .orders a, .more a, .pager a")]
  .filter((element) => element.checkVisibility() && element.type !== "hidden")
  .map((element) => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([markup, box]) => `${markup} ${box.width}×${box.height}`)"""


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_an_article_and_its_discussion_are_read_on_any_screen(open_reader, paper, width, scheme, scripts):
    reader = open_reader(width=width, scheme=scheme, scripts=scripts).go(paper["article"])
    assert reader.texts("h1") == ["The bridge is tired"]
    assert reader.page.locator(f"#c{paper['root']}").is_visible() or reader.go(paper["article"] + "?order=oldest")
    expect(reader.page.locator(f"#c{paper['root']} .comment-body")).to_be_visible()
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width if scripts else True


def test_paper_and_ink_follow_the_readers_choice(open_reader, paper):
    colours = [
        open_reader(scheme=scheme).go("/").page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert colours == ["rgb(251, 250, 247)", "rgb(22, 23, 26)"]


@pytest.mark.parametrize("place", ["article", "thread", "comment"])
def test_whatever_is_pressed_on_a_phone_is_large_enough(open_reader, paper, place):
    reader = open_reader(width=PHONE).go(paper[place])
    assert reader.page.evaluate(SMALL_TARGETS) == []


def test_an_article_costs_five_requests_and_twenty_kilobytes_and_no_cookie(reader, paper):
    reader.go(paper["article"])
    assert len(reader.requests) <= 5
    code = [request for request in reader.requests if request.resource_type in {"script", "stylesheet"}]
    assert {request.resource_type for request in code} == {"script", "stylesheet"}
    weight = sum(len(brotli.compress(request.response().body(), quality=5)) for request in code)
    assert weight <= 20 * 1024
    assert reader.context.cookies() == []


def test_the_text_column_stands_left_of_the_middle_with_a_margin_beside_it(reader, paper):
    reader.go(paper["article"])
    text, margin = (reader.page.locator(name).bounding_box() for name in (".folkmoot-article", ".margin"))
    assert text["x"] + text["width"] / 2 < 640
    assert margin["x"] >= text["x"] + text["width"]


def test_orders_are_links_that_work_without_a_script(open_reader, paper):
    reader = open_reader(scripts=False).go(paper["article"])
    reader.page.click("a[data-order=oldest]")
    assert reader.texts(".orders [aria-current]") == ["Oldest"]
    assert reader.page.locator("ol.comments > li > article").first.get_attribute("id") == f"c{paper['root']}"


def test_nothing_moves_for_those_who_asked_for_stillness(reader, paper):
    reader.page.emulate_media(reduced_motion="reduce")
    reader.go(paper["article"])
    moving = "[...document.querySelectorAll('*')].filter((one) => parseFloat(getComputedStyle(one).transitionDuration))"
    assert reader.page.evaluate(f"{moving}.length") == 0


def test_a_printed_article_has_no_forms_and_spells_out_its_links(reader, paper):
    reader.page.emulate_media(media="print")
    reader.go(paper["article"])
    expect(reader.page.locator(".comment-form")).to_be_hidden()
    expect(reader.page.locator(".vote-form").first).to_be_hidden()
    expect(reader.page.locator(".folkmoot-article")).to_be_visible()
