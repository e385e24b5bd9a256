from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import DESK, PHONE

LINKS = "https://a.example https://b.example https://c.example https://d.example"
TOO_LONG = "word " * 2_001


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_without_a_script_a_comment_leads_to_its_own_page(open_reader, paper, width):
    reader = open_reader(width=width, scripts=False).go(paper["article"])
    words = f"Posted the plain way at {width}."
    reader.write(words, name="Mira")
    expect(reader.page).to_have_url(re.compile(r"/comments/\d+"))
    assert reader.texts(".focus .comment-body") == [words]


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_with_a_script_a_comment_appears_in_its_place_and_the_form_is_empty(open_reader, paper, width):
    reader = open_reader(width=width).go(paper["article"])
    words = f"Posted without leaving at {width}."
    reader.write(words, name="Mira")
    first = reader.page.locator("section > ol.comments > li").first
    expect(first.locator(".comment-body")).to_have_text(words)
    expect(reader.page).to_have_url(paper.base + paper["article"])
    expect(reader.page.locator(".comment-form textarea")).to_have_value("")
    expect(first.locator("article.comment")).to_be_focused()
    expect(reader.page.get_by_role("status")).to_have_text("Your comment is there.")


def test_a_reply_without_a_script_is_written_on_the_comments_own_page(open_reader, paper):
    reader = open_reader(scripts=False).go(paper["article"] + "?order=oldest")
    reader.page.click(f"#c{paper['root']} a.reply")
    expect(reader.page).to_have_url(re.compile(re.escape(f"/comments/{paper['root']}#reply") + "$"))
    reader.write("A plain reply.")
    assert reader.texts(".focus .comment-body") == ["A plain reply."]
    expect(reader.page.locator(f".ancestors #c{paper['root']}")).to_be_visible()


def test_a_reply_opens_in_place_and_stays_there(reader, paper):
    reader.go(paper["article"] + "?order=oldest")
    root = f"#c{paper['root']}"
    reader.page.click(f"{root} a.reply")
    reader.page.wait_for_function("document.activeElement.matches('.reply-here textarea')")
    reader.write("A reply in its place.", form=".reply-here")
    expect(reader.page.locator(f"{root} ~ .branch > ol > li").last).to_contain_text("A reply in its place.")
    expect(reader.page.locator(".reply-here")).to_have_count(0)


def test_a_first_reply_makes_a_branch(reader, paper):
    reader.go(paper["article"])
    reader.write("Nobody has answered this.")
    mine = reader.page.locator("section > ol.comments > li").first
    expect(mine.locator(".comment-body")).to_have_text("Nobody has answered this.")
    mine.locator("a.reply").click()
    reader.write("Now somebody has.", form=".reply-here")
    expect(mine.locator(".branch .comment-body")).to_have_text("Now somebody has.")


def test_refused_words_are_kept_without_a_script(open_reader, paper):
    reader = open_reader(scripts=False).go(paper["article"])
    reader.write(TOO_LONG, name="Mira")
    expect(reader.page.locator(".field-error")).to_be_visible()
    expect(reader.page.locator("textarea")).to_have_value(TOO_LONG)
    expect(reader.page.locator("[name=name]")).to_have_value("Mira")


def test_refused_words_are_kept_and_the_reason_stands_at_the_field(reader, paper):
    reader.go(paper["article"])
    reader.write(TOO_LONG)
    expect(reader.page.locator(".comment-form textarea + .field-error")).to_contain_text("10,000")
    area = reader.page.locator(".comment-form textarea")
    expect(area).to_have_value(TOO_LONG)
    expect(area).to_be_focused()
    expect(area).to_have_attribute("aria-invalid", "true")
    reader.write("Shorter is better.")
    expect(reader.page.locator("section > ol.comments > li").first).to_contain_text("Shorter is better.")
    expect(reader.page.locator(".field-error")).to_have_count(0)


def test_unsent_words_survive_a_reload(reader, paper):
    reader.go(paper["article"])
    reader.page.fill(".comment-form textarea", "Half a thought")
    reader.page.reload()
    expect(reader.page.locator(".comment-form textarea")).to_have_value("Half a thought")


def test_words_survive_a_lost_connection_and_the_retry_is_the_same_comment(reader, paper):
    reader.go(paper["article"])
    keys = []

    def answer_lost(route):
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            route.fetch()  # it arrived, but its answer did not
            route.abort()
        else:
            route.continue_()

    reader.page.route("**/api/v1/threads/*/comments", answer_lost)
    reader.write("Said once, sent twice.")
    expect(reader.page.get_by_role("alert")).to_contain_text("Your text is kept here")
    expect(reader.page.locator(".comment-form textarea")).to_have_value("Said once, sent twice.")
    reader.page.click(".comment-form .button")
    expect(reader.page.locator("section > ol.comments > li").first).to_contain_text("Said once, sent twice.")
    assert len(set(keys)) == 1
    assert len(keys[0]) >= 22
    reader.go(paper["article"])
    assert sum("Said once, sent twice." in text for text in reader.texts("ol.comments > li")) == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_a_held_comment_leads_to_its_receipt(open_reader, paper, scripts):
    reader = open_reader(scripts=scripts).go(paper["article"])
    reader.write(f"Look at {LINKS} {scripts}")
    if scripts:
        held = reader.page.locator("article.held-comment")
        expect(held).to_contain_text("links")
        held.get_by_role("link", name="See it, change it or take it back").click()
    reader.page.wait_for_url("**/my/comments/*/")
    assert "Look at" in reader.page.locator("main").inner_text()
    stranger = open_reader().go(paper["article"])
    assert f"{LINKS} {scripts}" not in stranger.page.content()


def test_only_its_author_sees_a_held_comment_when_they_come_back(reader, paper):
    reader.go(paper["article"])
    reader.write(f"Held and remembered {LINKS}")
    expect(reader.page.locator("article.held-comment")).to_be_visible()
    reader.go(paper["article"])
    expect(reader.page.locator("article.held-comment")).to_contain_text("Held and remembered")


def test_ones_own_comment_can_be_changed_from_where_it_stands(reader, paper):
    reader.go(paper["article"])
    reader.write("I may want to change this.", name="Mira")
    expect(reader.page.locator("section > ol.comments > li").first).to_contain_text("Change or take back")
    reader.go(paper["article"])
    mine = reader.page.locator("article", has_text="I may want to change this.")
    expect(reader.page.locator(".comment-form [name=name]")).to_have_value("Mira")
    mine.get_by_role("link", name="Change or take back").click()
    reader.page.wait_for_url("**/my/comments/*/")
