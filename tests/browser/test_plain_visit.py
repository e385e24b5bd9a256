"""A whole visit with JavaScript off, and threads that are longer and deeper than anybody reads."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking_over import OVERFLOW
from tests.browser.reader import DESK, PHONE

LINKS = "https://a.example https://b.example https://c.example"
LEVELS = 430
ONWARD = re.compile(r'class="more"><a[^>]* href="(/comments/[^"]+#replies)"')
SHOWN_AT_MOST = 400
"""Comments on one page, whatever the thread."""


def test_everything_that_matters_works_without_a_script(open_reader, paper):
    reader = open_reader(scripts=False, width=PHONE).go(paper["article"])
    page = reader.page
    page.click("a[data-order=oldest]")
    expect(page).to_have_url(re.compile("order=oldest"))
    first = page.locator("#discussion > ol.comments > li").first
    expect(first.locator(f"#c{paper['root']}")).to_have_count(1)
    page.goto(paper["article"] + "?filter=staff")
    page.click("a[data-filter='']")
    expect(page.locator(f"#c{paper['root']}")).to_have_count(1)
    page.goto(paper["controls"])
    page.locator("a.quote").first.click()
    assert "> What did it cost?" in page.input_value("textarea")
    page.fill("textarea", "> What did it cost?\n\nMore than *anybody* says.")
    page.fill("[name=name]", "Mina")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".comment-body em").first).to_have_text("anybody")
    assert page.input_value("textarea").endswith("*anybody* says.")
    expect(page.locator("[name=name]")).to_have_value("Mina")
    page.get_by_role("button", name="Post reply").click()
    expect(page).to_have_url(re.compile(r"/comments/\d+#c\d+$"))
    expect(page.locator(".focus blockquote").first).to_have_text("What did it cost?")
    other = page.locator(".ancestors .vote-form").first
    other.get_by_role("button", name="found good").click()
    expect(page.locator(".ancestors [data-up]").first).to_have_text("1")
    page.goto("/my/")
    page.get_by_role("link", name="Change or take back").first.click()
    page.fill("textarea", "Far more than *anybody* says.")
    page.get_by_role("button", name="Keep these words").click()
    page.get_by_role("link", name="See it in its place").click()
    expect(page.locator(".focus > li > article .comment-body")).to_have_text("Far more than anybody says.")
    page.locator(".focus > li > article").get_by_role("link", name="edited").click()
    expect(page.locator("main")).to_contain_text("What did it cost?")
    page.goto("/my/")
    page.get_by_role("link", name="Change or take back").first.click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("main")).to_contain_text("You took it back")


def test_what_is_held_and_what_is_refused_is_found_again_without_a_script(open_reader, paper):
    reader = open_reader(scripts=False).go(paper["article"])
    reader.write(f"Look at {LINKS}", name="Mina")
    expect(reader.page).to_have_url(re.compile(r"/my/comments/\d+/$"))
    reader.go("/my/")
    expect(reader.page.locator("main")).to_contain_text("Held until someone reads it")
    reader.go(paper["article"])
    reader.page.fill("#write textarea", "word " * 2_001)
    reader.page.get_by_role("button", name="Preview").click()
    expect(reader.page.locator(".field-error")).to_be_visible()
    expect(reader.page.locator("textarea")).to_have_value("word " * 2_001)


@pytest.mark.parametrize("scripts", [True, False])
def test_more_replies_lead_through_a_branch_of_twenty_thousand(open_reader, paper, scripts):
    reader = open_reader(scripts=scripts).go(paper["widest"])
    shown = reader.page.locator(".branch article.comment")
    before = shown.count()
    assert 3 <= before <= SHOWN_AT_MOST
    first = shown.first.get_attribute("id")
    reader.page.locator("#replies > .more a[rel=next]").click()
    if scripts:
        reader.page.wait_for_function("(n) => document.querySelectorAll('.branch article').length > n", arg=before)
        assert shown.first.get_attribute("id") == first
        reader.page.wait_for_function("document.activeElement.matches('article.comment')")
    else:
        assert shown.first.get_attribute("id") != first
    assert reader.page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("place", ["big", "depths", "deepest", "widest"])
def test_a_thread_of_430_levels_and_one_of_twenty_thousand_replies_stay_pages(open_reader, paper, width, place):
    reader = open_reader(width=width).go(paper[place])
    assert 1 <= reader.page.locator("article.comment").count() <= SHOWN_AT_MOST
    assert reader.page.evaluate(OVERFLOW) == []
    narrow = reader.page.evaluate(
        "Math.min(...[...document.querySelectorAll('.comment-body')].map((body) => body.clientWidth))"
    )
    assert narrow >= 180, "words have no room"


def test_from_the_top_of_430_levels_links_lead_to_the_bottom(reader, paper):
    """Each page shows some levels and leads on to the next; the last one has what it answers above it."""
    path, pages = paper["depths"], 0
    while path and pages < LEVELS:
        page = reader.context.request.get(path).text()
        onward = ONWARD.findall(page)
        path, pages = (onward[-1] if onward else ""), pages + 1
    assert f'id="c{paper["deepest"].rpartition("/")[2]}"' in page
    assert "ancestors" in page
    assert pages < LEVELS / 2
