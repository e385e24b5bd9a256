"""Whatever an author pastes, nothing of it acts in a reader's browser."""

from __future__ import annotations

import os
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

ACTING = """() => [...document.querySelectorAll(".comment-body *, .by *")].filter((element) =>
  [...element.attributes].some(({name, value}) => !/^(href|rel|class|dir|datetime|title|open|lang|data-badge)$/.test(name)
    && !(/^(id|aria-describedby)$/.test(name) && /^by\\d+$/.test(value)))
  || (element.href && !/^https?:/.test(element.href))).map((element) => element.outerHTML.slice(0, 200))"""
"""What in comments has an attribute that none of ours has, or leads where no link may lead, as Chromium sees it."""
WINDOWS = 12
OPEN_ALL = "() => document.querySelectorAll('details').forEach((details) => { details.open = true; })"


@pytest.fixture
def hostile(paper):
    """The newspaper, if the hostile words are there to be printed."""
    if "loud" not in paper.places:
        missing = "needs hostile below FOLKMOOT_SHARED"
        if os.environ.get("CI"):
            pytest.fail(missing)  # there it is never away
        pytest.skip(missing)
    return paper


@pytest.fixture
def watching(reader):
    """A reader whose problems are dialogs, too."""
    reader.page.on("dialog", lambda dialog: (reader.problems.append(dialog.message), dialog.dismiss()))
    return reader


def test_nothing_that_was_pasted_acts(watching, hostile):
    """No dialog, no script refused by the policy, no request elsewhere: the reader meets no problem at all."""
    for path in hostile["hostile"]:
        watching.go(path)
        assert watching.page.locator(".body > *").count() > 5
        touch(watching)
        assert watching.problems == []


def test_nothing_that_was_said_acts(watching, hostile):
    """Every window of a thread in which a crowd said hundreds of such things, under such names."""
    seen, path = set(), hostile["loud"] + "?order=oldest"
    for _ in range(WINDOWS):
        watching.go(path)
        seen |= set(watching.page.evaluate("[...document.querySelectorAll('article.comment')].map(({id}) => id)"))
        touch(watching)
        assert watching.page.evaluate(ACTING) == []
        assert watching.problems == []
        onward = watching.page.locator("a[rel=next]")
        if not onward.count():
            break
        path = onward.first.get_attribute("href")
        path = path if path.startswith("/") else hostile["loud"] + path
    assert len(seen) > 100
    for path in (hostile["loud_edits"], *(f"/comments/{at}" for at in hostile["loud_comments"][1:90:30])):
        watching.go(path)
        touch(watching)
        assert watching.page.evaluate(ACTING) == []
    assert watching.problems == []


def touch(reader) -> None:
    """Do what sets off handlers: open what is folded, move the mouse, walk by keyboard."""
    reader.page.evaluate(OPEN_ALL)
    reader.page.mouse.move(300, 600)
    for _ in range(3):
        reader.page.keyboard.press("Tab")


def test_nothing_that_is_written_quoted_kept_or_looked_at_acts(watching, hostile):
    """One's own hostile words: typed, previewed, kept over a reload, posted, quoted, held, found."""
    words = "<img src=x onerror=alert(1)> [x](javascript:alert(2)) '><svg onload=alert(3)> @</script><script>alert(4)</script>"
    watching.go(hostile["loud"])
    watching.page.fill("#write textarea", words)
    watching.page.fill("#write [name=name]", "<svg onload=alert(5)>")
    watching.page.reload()
    expect(watching.page.locator("#write textarea")).to_have_value(words)
    watching.page.get_by_role("button", name="Preview").first.click()
    expect(watching.page.get_by_text("onerror=alert(1)").locator("visible=true").first).to_be_visible()
    watching.page.locator("#write .button").first.click()
    mine = watching.page.locator("section > ol.comments > li").filter(has_text="onerror=alert(1)").first
    expect(mine).to_be_visible()
    mine.locator("a.reply").click()
    expect(watching.page.locator(".reply-here textarea")).to_be_focused()
    assert watching.page.evaluate(ACTING) == []
    watching.page.goto("/my/")
    expect(watching.page.locator("main")).to_contain_text("onerror=alert(1)")
    watching.page.goto("/search?q=" + quote(words))
    assert watching.problems == []
