"""Whoever writes loses no word, sees what it will look like, and can do it all by keyboard, by touch and without a script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.reader import PHONE
from tests.browser.test_axe import violations

ROOT_FORM = ".comment-form:not(.reply-here)"
MARKED = "So **bold**, see\n\n>! It was *the butler*."


def first(reader):
    """Return the first comment of the thread."""
    return reader.page.locator("section > ol.comments > li").first


def test_without_a_script_words_are_seen_before_they_are_sent(open_reader, paper):
    reader = open_reader(scripts=False, width=PHONE).go(paper["article"])
    expect(reader.page.locator(".marks")).to_have_count(0)
    expect(reader.page.locator(f"{ROOT_FORM} .hint").first).to_contain_text("at most 10,000 characters")
    reader.page.click("details.how summary")
    expect(reader.page.locator("details.how")).to_contain_text("hidden until a reader opens it")
    reader.page.fill(f"{ROOT_FORM} textarea", f"{MARKED} Plainly.")
    reader.page.fill(f"{ROOT_FORM} [name=name]", "Mira")
    reader.page.get_by_role("button", name="Preview").click()
    expect(reader.page.locator("h1")).to_have_text("Preview")
    expect(reader.page.locator(".preview strong")).to_have_text("bold")
    expect(reader.page.locator("textarea")).to_have_value(f"{MARKED} Plainly.")
    reader.page.click(".comment-form .button")
    expect(reader.page).to_have_url(re.compile(r"/comments/\d+"))
    hidden = reader.page.locator(".focus .spoiler p")
    expect(hidden).to_be_hidden()
    reader.page.get_by_text("Spoiler", exact=True).click()
    expect(hidden).to_have_text("It was the butler. Plainly.")


def test_without_a_script_a_quotation_waits_on_a_page_of_its_own(open_reader, paper):
    reader = open_reader(scripts=False).go(paper["article"] + "?order=oldest")
    reader.page.click(f"#c{paper['root']} a.quote")
    expect(reader.page.locator("label .whose")).to_contain_text("Your reply to")
    area = reader.page.locator("textarea")
    assert "> The bridge hums when a lorry stands on it.\n> I have heard it" in area.input_value()
    area.fill(area.input_value() + "So did I.")
    reader.page.click(".comment-form .button")
    expect(reader.page.locator(".focus blockquote")).to_contain_text("The bridge hums")
    name = reader.page.locator(".focus > li > article a.mention")
    assert re.fullmatch(r"/comments/\d+", name.get_attribute("href"))


def test_the_page_of_a_preview_is_open_to_everybody(open_reader, paper):
    reader = open_reader(width=PHONE).go(paper["article"])
    reader.page.fill(f"{ROOT_FORM} textarea", MARKED)
    with reader.page.expect_navigation():
        reader.page.evaluate(
            """() => {
                const form = document.querySelector("form.comment-form");
                form.append(Object.assign(document.createElement("input"), { name: "preview", value: "1" }));
                form.submit();
            }"""
        )
    expect(reader.page.locator("h1")).to_have_text("Preview")
    assert violations(reader) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_preview_in_place_goes_when_the_words_change(open_reader, paper, scheme):
    reader = open_reader(width=PHONE, scheme=scheme).go(paper["article"])
    area = reader.page.locator(f"{ROOT_FORM} textarea")
    area.fill(MARKED)
    reader.page.locator(ROOT_FORM).get_by_role("button", name="Preview").click()
    shown = reader.page.get_by_role("region", name="Preview")
    expect(shown.locator("strong")).to_have_text("bold")
    expect(shown).to_be_focused()
    assert violations(reader) == []
    area.press("End")
    area.type("!")
    expect(shown).to_have_count(0)
    area.fill("word " * 2_001)
    reader.page.locator(ROOT_FORM).get_by_role("button", name="Preview").click()
    expect(reader.page.locator(f"{ROOT_FORM} .field-error")).to_contain_text("10,000")
    expect(area).to_be_focused()
    assert violations(reader) == []


def test_signs_are_written_by_buttons_and_keys(open_reader, paper):
    reader = open_reader(width=PHONE).go(paper["article"])
    area = reader.page.locator(f"{ROOT_FORM} textarea")
    named = reader.page.locator(ROOT_FORM).get_by_role("group", name="Format").get_by_role("button")
    names = [button.get_attribute("aria-label") for button in named.all()]
    assert names == ["Bold", "Italic", "Quote", "List", "Link", "Code", "Spoiler"]
    sizes = [button.bounding_box() for button in named.all()]
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in sizes)
    area.fill("one\ntwo")
    area.press("Control+a")
    for name, words in (
        ("Spoiler", ">! one\n>! two"), ("Undo", "one\ntwo"), ("Quote", "> one\n> two"), ("Undo", "one\ntwo"),
        ("List", "- one\n- two"), ("Undo", "one\ntwo"),
    ):  # fmt: skip
        if name == "Undo":
            area.press("Control+z")
            area.press("Control+a")
        else:
            named.and_(reader.page.get_by_label(name)).click()
        expect(area).to_have_value(words)
    area.fill("")
    area.press("Control+b")
    area.type("so")
    expect(area).to_have_value("**so**")
    area.press("Control+a")
    area.press("Control+i")
    expect(area).to_have_value("***so***")
    area.fill("here")
    area.press("Control+a")
    area.press("Control+k")
    area.type("https://a.example")
    expect(area).to_have_value("[here](https://a.example)")


def test_characters_are_counted_near_the_limit_as_the_house_counts_them(reader, paper):
    reader.go(paper["article"])
    area, count = reader.page.locator(f"{ROOT_FORM} textarea"), reader.page.locator(f"{ROOT_FORM} .count")
    area.fill("💡" * 7_999)
    expect(count).to_have_count(0)
    area.fill("💡" * 8_000)
    expect(count).to_have_text("8,000 of 10,000 characters")
    area.fill("\n" + "e\u0301" * 10_001 + "\n\n")
    expect(count).to_have_text("10,001 of 10,000 characters")
    expect(reader.page.get_by_role("status")).to_have_text("10,001 of 10,000 characters")
    area.fill("short")
    expect(count).to_have_count(0)


def test_what_is_selected_is_quoted_and_the_whole_of_it_otherwise(reader, paper):
    reader.go(paper["article"] + "?order=oldest")
    root = f"#c{paper['root']}"
    reader.page.locator(f"{root} .comment-body p").first.select_text()
    reader.page.click(f"{root} a.quote")
    area = reader.page.locator(".reply-here textarea")
    expect(area).to_be_focused()
    name = reader.page.locator(f"{root} .by b").inner_text()
    expect(reader.page.locator(".reply-here .whose")).to_have_text(f"Your reply to {name}")
    expect(area).to_have_value(f"@{name}:\n> The bridge hums when a lorry stands on it.\n\n")
    area.fill("Before")
    reader.page.click(f"{root} a.quote")
    assert area.input_value().startswith(
        f"Before\n\n@{name}:\n> The bridge hums when a lorry stands on it.\n> I have heard"
    )
    area.press("Escape")
    expect(area).to_have_count(0)
    expect(reader.page.locator(f"{root} a.quote")).to_be_focused()
    reader.page.locator(f"{root} a.reply").press("Enter")
    expect(area).to_have_value(re.compile("^Before\n\n@"))


def test_a_telephone_that_loses_its_network_loses_no_word_and_sends_once(open_reader, paper):
    reader = open_reader(width=PHONE).go(paper["article"])
    reader.context.set_offline(offline=True)
    reader.write("Written in the tunnel.", name="Mira")
    expect(reader.page.get_by_role("alert")).to_contain_text("Your text is kept here")
    expect(reader.page.locator(f"{ROOT_FORM} textarea")).to_have_value("Written in the tunnel.")
    reader.context.set_offline(offline=False)
    reader.page.reload()
    expect(reader.page.locator(f"{ROOT_FORM} textarea")).to_have_value("Written in the tunnel.")
    expect(reader.page.locator(".unsent")).to_contain_text("Your unsent words are here.")
    keys = []

    def answer_lost(route):
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    reader.page.route("**/api/v1/threads/*/comments", answer_lost)
    reader.page.click(f"{ROOT_FORM} .button")
    expect(reader.page.get_by_role("alert")).to_be_visible()
    reader.page.reload()
    reader.page.click(f"{ROOT_FORM} .button")
    expect(reader.page.locator("#said")).to_have_text("Your comment is there.")
    assert len(keys) == 2
    assert len(set(keys)) == 1
    reader.go(paper["article"])
    assert sum("Written in the tunnel." in text for text in reader.texts("section > ol.comments > li")) == 1
    expect(reader.page.locator(f"{ROOT_FORM} textarea")).to_have_value("")
    assert reader.page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('folkmoot-draft'))") == []


def test_an_unsent_answer_opens_again_or_is_let_go(reader, paper):
    reader.go(paper["article"] + "?order=oldest")
    root = f"#c{paper['root']}"
    reader.page.click(f"{root} a.reply")
    reader.page.fill(".reply-here textarea", "Half an answer")
    reader.page.reload()
    expect(reader.page.locator(".reply-here textarea")).to_have_value("Half an answer")
    reader.page.wait_for_function("document.activeElement === document.body")
    assert violations(reader) == []
    reader.go("/threads/" + paper["thread"].strip("/").split("/")[-1] + "/?order=newest")
    reader.go(f"/comments/{paper['root']}")
    expect(reader.page.locator(".comment-form textarea")).to_have_value("Half an answer")
    reader.page.get_by_role("button", name="Let them go").click()
    expect(reader.page.locator(".comment-form textarea")).to_have_value("")
    reader.go(paper["article"] + "?order=oldest")
    expect(reader.page.locator(".reply-here")).to_have_count(0)


def test_words_of_a_week_ago_are_forgotten(reader, paper):
    reader.go(paper["article"])
    reader.page.fill(f"{ROOT_FORM} textarea", "Old words")
    reader.page.evaluate(
        """() => Object.keys(localStorage).filter(name => name.startsWith("folkmoot-draft:")).forEach(name => {
            const draft = JSON.parse(localStorage[name]);
            localStorage[name] = JSON.stringify({ ...draft, at: Date.now() - 8 * 24 * 3600e3 });
        })"""
    )
    reader.page.reload()
    expect(reader.page.locator(f"{ROOT_FORM} textarea")).to_have_value("")
    reader.page.wait_for_function("!Object.keys(localStorage).some(name => name.startsWith('folkmoot-draft:'))")


def test_what_was_meant_for_a_closed_discussion_can_still_be_copied(reader, paper):
    reader.go(paper["article"])
    reader.page.fill(f"{ROOT_FORM} textarea", "Too late")

    def shut(route):
        page = route.fetch()
        form = re.compile(r'<form class="comment-form".*?</form>', re.DOTALL)
        route.fulfill(response=page, body=form.sub('<p class="notice closed">Closed.</p>', page.text()))

    reader.page.route(f"**{paper['article']}", shut)
    reader.page.reload()
    expect(reader.page.get_by_label("Your unsent words are here.")).to_have_value("Too late")
    reader.page.get_by_role("button", name="Let them go").click()
    expect(reader.page.locator(".comment-form")).to_have_count(0)


def test_new_words_for_ones_own_comment_outlive_a_lost_connection(reader, paper):
    reader.go(paper["article"])
    reader.write("Said at first.", name="Mira")
    first(reader).get_by_role("link", name="Change or take back").click()
    reader.page.wait_for_url("**/my/comments/*/")
    area = reader.page.locator("textarea")
    area.fill("Said *better*.")
    reader.page.get_by_role("button", name="Preview").click()
    expect(reader.page.locator(".preview em")).to_have_text("better")
    reader.context.set_offline(offline=True)
    reader.page.get_by_role("button", name="Keep these words").click()
    expect(reader.page.get_by_role("alert")).to_contain_text("Your text is kept here")
    reader.context.set_offline(offline=False)
    reader.page.reload()
    expect(area).to_have_value("Said *better*.")
    reader.page.get_by_role("button", name="Keep these words").click()
    expect(reader.page.locator(".discussion > .comment-body")).to_have_text("Said better.")
    expect(area).to_have_value("Said *better*.")
    expect(reader.page.locator(".unsent")).to_have_count(0)
    assert violations(reader) == []


def test_a_taken_back_comment_leaves_its_place_where_it_was_answered(reader, paper):
    reader.go(paper["article"])
    reader.write("I will take this back.", name="Mira")
    mine = first(reader)
    expect(mine.locator(".comment-body")).to_have_text("I will take this back.")
    mine.locator("a.reply").click()
    reader.write("An answer stays.", form=".reply-here", name="Mira")
    expect(mine.locator(".branch .comment-body")).to_have_text("An answer stays.")
    for link in (mine.locator("article >> nth=0"), mine.locator("article >> nth=1")):
        link.get_by_role("link", name="Change or take back").click()
        reader.page.get_by_role("button", name="Take it back").click()
        expect(reader.page.get_by_role("status").first).to_contain_text("You took it back")
        reader.go(paper["article"])
    assert "I will take this back." not in reader.page.content()
    expect(first(reader).locator(".tombstone").first).to_have_text("Taken back by its author.")
