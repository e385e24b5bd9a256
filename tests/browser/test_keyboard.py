from __future__ import annotations

import re

from playwright.sync_api import expect

FOCUSED = "document.activeElement.innerText || document.activeElement.name || document.activeElement.id"


def test_the_first_stop_leads_past_the_masthead(reader, paper):
    reader.go(paper["article"])
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate(FOCUSED) == "Skip to the text"
    assert reader.page.locator(".skip").bounding_box()["y"] >= 0
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator("main")).to_be_focused()


def test_stops_follow_the_eye(reader, paper):
    reader.go(paper["thread"])
    reader.page.focus("main")
    stops = []
    for _ in range(17):
        reader.page.keyboard.press("Tab")
        stops.append(reader.page.evaluate(FOCUSED))
    assert stops == [
        "Read the article", "B", "I", "Quote", "List", "Link", "Code", "Spoiler", "body", "How to format",
        "name", "email", "Post comment", "Preview", "Newest", "Oldest", "Most voted",
    ]  # fmt: skip


def test_a_reply_is_written_sent_and_left_without_a_mouse(reader, paper):
    reader.go(paper["article"] + "?order=oldest")
    link = reader.page.locator(f"#c{paper['root']} a.reply")
    link.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".reply-here textarea")).to_be_focused()
    reader.page.keyboard.type("Never mi")
    reader.page.keyboard.press("Escape")
    expect(link).to_be_focused()
    expect(reader.page.locator(".reply-here")).to_have_count(0)
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(".reply-here textarea")).to_have_value("Never mi")
    reader.page.keyboard.type("nd the mouse.")
    for _ in range(3):
        reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    expect(reader.page.locator(f"#c{paper['root']} ~ .branch")).to_contain_text("Never mind the mouse.")


def test_every_stop_can_be_seen(reader, paper):
    reader.go(paper["article"])
    reader.page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    for _ in range(30):
        reader.page.keyboard.press("Tab")
        assert reader.page.evaluate(outline) == "solid", reader.page.evaluate(FOCUSED)


def test_a_branch_folds_and_unfolds(reader, paper):
    reader.go(paper["article"] + "?order=oldest")
    branch = reader.page.locator(f"#c{paper['root']} ~ .branch")
    fold = branch.locator("> .fold")
    expect(fold).to_have_accessible_name("Fold the replies")
    expect(fold).to_have_attribute("aria-expanded", "true")
    fold.focus()
    reader.page.keyboard.press("Enter")
    expect(branch.locator("> ol")).to_be_hidden()
    expect(fold).to_have_accessible_name(re.compile("Show the replies"))
    fold.press("Enter")
    expect(branch.locator("> ol")).to_be_visible()
