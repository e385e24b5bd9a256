"""Finding one's place: more replies where they belong, deep conversations, long comments, what is new, what was said before."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from folkmoot.readers.values import GUEST_COOKIE, MARKER_COOKIE
from tests.browser.reader import DESK, PHONE, Reader
from tests.browser.test_axe import violations

ELSEWHERE_LEVEL = 6


@pytest.fixture
def back(open_reader, paper):
    """Return somebody who was here before most of it was said, at a desk or on a phone."""

    def come_back(**options) -> Reader:
        reader = open_reader(**options)
        cookies = {GUEST_COOKIE: paper["token"], MARKER_COOKIE: "1"}
        reader.context.add_cookies(
            [
                {"name": name, "value": value, "url": paper.base.replace("http:", "https:")}
                for name, value in cookies.items()
            ]
        )
        return reader

    return come_back


def ids_under(reader: Reader, comment_id: int) -> list[int]:
    """Return the direct replies that are shown under a comment."""
    under = reader.page.locator(f"li:has(> #c{comment_id}) > .branch > ol > li > article")
    return [int(found) for found in under.evaluate_all("all => all.map((one) => one.dataset.commentId)")]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_more_replies_come_where_they_belong(open_reader, paper, width):
    reader = open_reader(width=width).go(paper["reading"] + "?order=oldest")
    assert ids_under(reader, paper["wide"]) == paper["replies"][:3]
    reader.page.click("text=5 more replies")
    expect(reader.page.locator("text=5 more replies")).to_have_count(0)
    assert ids_under(reader, paper["wide"]) == paper["replies"]
    assert reader.page.evaluate("document.activeElement.id") == f"c{paper['replies'][3]}"
    assert reader.texts("#said") == ["The next replies are there."]
    assert reader.page.url.endswith("?order=oldest")
    assert reader.page.locator(f"#c{paper['replies'][7]} .vote-form [aria-pressed=false]").count() == 2


def test_without_a_script_the_same_link_leads_to_them(open_reader, paper):
    reader = open_reader(scripts=False).go(paper["reading"] + "?order=oldest")
    reader.page.click("text=5 more replies")
    assert ids_under(reader, paper["wide"]) == paper["replies"][3:]
    reader.page.click("text=From the first reply")
    assert ids_under(reader, paper["wide"]) == paper["replies"]
    reader.page.click("[data-back]")
    assert reader.texts(".orders [aria-current]") == ["Oldest"]


def test_a_deep_conversation_goes_on_and_leads_back_to_where_one_was(reader, paper):
    reader.go(paper["reading"] + "?order=oldest")
    assert reader.page.locator(f"#c{paper['chain'][ELSEWHERE_LEVEL - 1]}").is_visible()
    reader.page.click("text=Continue this conversation (1 reply)")
    expect(reader.page.locator(f"#c{paper['chain'][-1]}")).to_be_visible()
    assert reader.page.locator(f"#c{paper['chain'][0]}").is_visible()
    reader.page.click("[data-back]")
    assert reader.page.url == f"{paper.base}{paper['reading']}?order=oldest#c{paper['chain'][0]}"


def test_an_address_of_a_comment_that_is_not_on_the_page_leads_to_it(reader, paper):
    reader.go(f"{paper['reading']}#c{paper['chain'][-1]}")
    reader.page.wait_for_url(f"**/comments/{paper['chain'][-1]}#c{paper['chain'][-1]}")
    assert reader.page.locator(f"#c{paper['chain'][-1]}:target").is_visible()


def test_the_authors_words_stand_alone_and_lead_back_to_all(open_reader, paper):
    reader = open_reader(scripts=False).go(paper["reading"] + "?order=oldest")
    reader.page.click("text=From the author (2)")
    assert reader.texts(".orders [aria-current]") == ["Oldest", "From the author (2)"]
    assert reader.page.locator("article.comment").count() == 2
    assert reader.texts(".answers") == [f"in answer to {reader.texts('.answers a')[0]}"]
    reader.page.click("[data-filter='']")
    assert reader.page.locator("article.comment").count() > 2
    assert reader.texts(".orders [aria-current]") == ["Oldest"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_long_comment_opens_by_keyboard_is_whole_on_paper_and_on_its_own_page(open_reader, paper, scripts):
    reader = open_reader(scripts=scripts).go(paper["reading"])
    body = reader.page.locator(f"#c{paper['long']} .comment-body")
    summary = reader.page.locator(f"#c{paper['long']} summary")

    def hidden() -> bool:
        return body.bounding_box()["height"] < body.evaluate("one => one.scrollHeight") - 10

    assert hidden()
    assert summary.inner_text() == "Read all of it"
    reader.page.emulate_media(media="print")
    assert not hidden()
    reader.page.emulate_media(media="screen")
    summary.focus()
    reader.page.keyboard.press("Enter")
    assert not hidden()
    assert summary.inner_text() == "Fold it again"
    reader.go(f"/comments/{paper['long']}")
    assert not hidden()
    assert not summary.is_visible()


def test_whoever_comes_back_is_told_what_is_new_and_finds_it_by_two_keys(back, paper):
    reader = back().go(paper["reading"] + "?order=oldest")
    hint = reader.page.locator(".unseen-hint")
    expect(hint).to_contain_text(re.compile(r"^20 new since your last visit\."))
    fresh = [
        int(one)
        for one in reader.page.eval_on_selector_all(".comment.new", "all => all.map((one) => one.dataset.commentId)")
    ]
    assert fresh[:4] == [paper["wide"], *paper["replies"][:3]]
    assert reader.texts(f"#c{paper['wide']} .by .new-word") == ["new"]
    assert violations(reader) == []
    for key, lands_on in (("n", fresh[0]), ("n", fresh[1]), ("p", fresh[0])):
        reader.page.keyboard.press(key)
        assert reader.page.evaluate("document.activeElement.id") == f"c{lands_on}"
    assert reader.texts("#said") == [f"New, 1 of {len(fresh)}"]
    reader.page.click("text=5 more replies")
    expect(reader.page.locator(f"#c{paper['replies'][-1]}.new")).to_have_count(1)
    reader.page.focus(".comment-form textarea")
    reader.page.keyboard.type("nanp")
    assert reader.page.input_value(".comment-form textarea >> nth=0") == "nanp"


def test_what_is_new_elsewhere_is_found_too_and_the_keys_can_be_turned_off(back, paper):
    reader = back().go(paper["reading"] + "?order=oldest")
    expect(reader.page.locator(".unseen-hint")).to_be_visible()
    last = reader.page.locator(".comment.new").last
    last.evaluate("one => { one.tabIndex = -1; one.focus(); }")
    reader.page.keyboard.press("n")
    reader.page.wait_for_url(f"**/comments/{paper['replies'][3]}#c{paper['replies'][3]}")
    reader.page.click("text=Turn the keys off")
    reader.page.keyboard.press("n")
    assert reader.page.evaluate("document.activeElement.textContent") == "Turn on the keys n and p"


def test_a_stranger_is_asked_nothing_and_told_nothing(reader, paper):
    reader.go(paper["reading"])
    reader.page.keyboard.press("n")
    reader.page.wait_for_load_state("networkidle")
    assert not [request for request in reader.requests if "/visit" in request.url]
    assert reader.page.locator(".unseen-hint, .comment.new").count() == 0
    assert reader.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_what_an_edit_changed_is_one_link_away(open_reader, paper):
    reader = open_reader(scripts=False).go(paper["edits"].removesuffix("/edits"))
    reader.page.click(".by >> text=edited")
    assert reader.page.url.endswith(paper["edits"])
    assert reader.page.locator(".versions del").all_text_contents() == ["[removed: three]"]
    assert reader.page.locator(".versions ins").all_text_contents() == ["[added: four]"]
    assert reader.page.get_attribute("[name=robots]", "content") == "noindex"
