"""A whole visit by keyboard alone: every control is reached by Tab, and after each act the keyboard stands where one goes on."""

from __future__ import annotations

import re

from playwright.sync_api import expect

MOST_STOPS = 150
LOST = "document.activeElement === document.body || !document.activeElement.checkVisibility()"
SAYS = "say => document.activeElement.closest(say) !== null"


def tab_to(reader, selector: str, key: str = "Tab") -> None:
    """Press Tab until the keyboard stands on something; fail when it is never reached."""
    for _ in range(MOST_STOPS):
        reader.page.keyboard.press(key)
        if reader.page.evaluate("say => document.activeElement.matches(say)", selector):
            return
    message = f"no Tab leads to {selector}"
    raise AssertionError(message)


def press(reader, key: str = "Enter") -> None:
    """Press a key; whatever it does, the keyboard must not be lost by it."""
    reader.page.keyboard.press(key)
    reader.page.wait_for_function(f"!({LOST})")


def test_a_reader_reads_votes_answers_changes_and_takes_back_without_a_mouse(reader, paper):
    reader.go(paper["by_keyboard"])
    page = reader.page
    tab_to(reader, "a[data-order=newest]")
    tab_to(reader, ".vote-form [value='1']")
    press(reader)
    expect(page.locator(".vote-form [value='1']").first).to_have_attribute("aria-pressed", "true")
    page.wait_for_function(SAYS, arg=".vote-form [value='1'][aria-pressed=true]")
    tab_to(reader, ".fold")
    press(reader)
    page.wait_for_function(SAYS, arg=".fold[aria-expanded=false]")
    press(reader)
    tab_to(reader, "a[data-more]")
    before = page.locator("article.comment").count()
    press(reader)
    page.wait_for_function("n => document.querySelectorAll('article.comment').length > n", arg=before)
    page.wait_for_function("document.activeElement.matches('article.comment')")
    tab_to(reader, "a.reply")
    press(reader)
    expect(page.locator(".reply-here textarea")).to_be_focused()
    page.keyboard.type("Written *without* a mouse.")
    tab_to(reader, ".reply-here [name=preview]")
    press(reader)
    expect(page.locator(".reply-here .preview em")).to_have_text("without")
    assert not page.evaluate(LOST)
    tab_to(reader, ".reply-here .button", "Shift+Tab")
    press(reader)
    mine = page.locator("article.comment", has_text="Written without a mouse.")
    expect(mine).to_be_focused()
    tab_to(reader, "article.comment:focus-within a[href^='/my/comments/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/my/comments/\d+/$"))
    tab_to(reader, "textarea")
    page.keyboard.press("Control+a")
    page.keyboard.type("Said better, without a mouse.")
    tab_to(reader, ".button")
    page.keyboard.press("Enter")
    expect(page.locator(".comment-body").first).to_have_text("Said better, without a mouse.")
    tab_to(reader, "form[action$=withdraw] button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("You took it back")


def test_what_others_do_moves_no_keyboard_and_its_line_is_reached_by_tab(open_reader, paper):
    one, other = open_reader().go(paper["by_keyboard"]), open_reader()
    one.page.locator("#write textarea").focus()
    one.page.keyboard.type("Half a th")
    with one.page.expect_response("**/live/**"):
        one.page.reload()
    one.page.locator("#write textarea").focus()
    other.go(paper["by_keyboard"])
    other.write("Meanwhile, somebody else.", name="Mina", form="#write")
    expect(other.page.locator("article", has_text="Meanwhile, somebody else.")).to_be_visible()
    bubble = one.page.locator("a.live-bubble")
    expect(bubble).to_be_visible()
    expect(one.page.locator("#write textarea")).to_be_focused()
    expect(one.page.locator("#write textarea")).to_have_value("Half a th")
    tab_to(one, "a.live-bubble")
    press(one)
    expect(one.page.locator("article", has_text="Meanwhile, somebody else.")).to_be_focused()


def test_a_closed_invitation_leaves_the_keyboard_where_the_discussion_ends(reader, paper):
    reader.go(paper["by_keyboard"])
    tab_to(reader, ".invitation button")
    press(reader)
    reader.page.wait_for_function(SAYS, arg="article.comment")
    expect(reader.page.locator(".invitation")).to_have_count(0)
