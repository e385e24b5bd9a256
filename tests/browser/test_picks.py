"""Staff put a comment forward, and an author's question list leads to where it is answered."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.reader import PHONE
from tests.browser.test_axe import violations

REASON = "It says what no report says."


@pytest.fixture
def owner(open_reader):
    owner = open_reader().go("/desk/sign-in/")
    owner.page.fill("[type=email]", "owner@ferry.example")
    owner.page.fill("[type=password]", "a long enough word")
    owner.page.press("[type=password]", "Enter")
    owner.page.wait_for_url("**/desk/")
    return owner


def test_a_comment_is_pinned_from_its_place_and_read_once_on_top(paper, owner, open_reader):
    comment = f"#c{paper['root']}"
    owner.go(paper["thread"]).page.click(f"{comment} > .actions >> text=Decide")
    owner.page.wait_for_url("**/desk/comments/**")
    owner.page.check("[name=kind][value=pinned]")
    owner.page.fill("#pick-reason", REASON)
    owner.page.click("form[action$='/pick'] button")
    owner.page.wait_for_selector(".notice")
    reader = open_reader(width=PHONE).go(f"{paper['thread']}?order=oldest")
    expect(reader.page.locator(comment)).to_have_count(1)
    expect(reader.page.locator(f".pinned {comment} .put-forward")).to_have_text(f"Pinned by the editors: {REASON}")
    reader.page.click(".tombstone.above a")
    assert reader.page.evaluate(f"document.querySelector('{comment}').getBoundingClientRect().top") < 200
    assert violations(reader) == []
    assert violations(owner) == []
    owner.page.click("form[action$='/unpick'] button")
    owner.page.wait_for_selector(".notice", state="detached")
    reader.go(f"{paper['thread']}?order=oldest")
    expect(reader.page.locator(".put-forward")).to_have_count(0)


def test_a_question_leads_to_its_place_and_leaves_the_list_with_its_answer(paper, owner, open_reader):
    asker = open_reader().go(paper["thread"])
    asker.write("Who holds the keys of the toll house?", name="Clementine")
    asker.page.wait_for_selector("article:has-text('Who holds the keys')")
    owner.go("/desk/questions/?of=all")
    question = owner.page.locator("article", has_text="Who holds the keys of the toll house?")
    expect(question).to_have_count(1)
    question.get_by_text("Answer it in its place").click()
    owner.page.wait_for_url("**/comments/*")
    owner.page.fill("#reply textarea", "The ferryman does.")
    owner.page.click("#reply .button")
    owner.page.wait_for_selector("text=The ferryman does.")
    assert "staff" in owner.page.locator("article", has_text="The ferryman does.").locator(".by").inner_text().lower()
    assert owner.go("/desk/questions/?of=all").page.locator("text=the keys of the toll house").count() == 0
