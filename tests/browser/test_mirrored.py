"""A newspaper read from the right, in words a third longer: nothing sticks out, and no word of ours was forgotten."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from tests.browser.kinds import DESK as AT_DESK
from tests.browser.kinds import OWNER
from tests.browser.pseudo import accented
from tests.browser.reader import DESK, PHONE, Paper

PUBLIC = (
    "/",
    "{article}",
    "{thread}",
    "{comment}",
    "/section/town/",
    "/search?q=bridge",
    "/no-such-page/",
    "/my/",
    "/desk/sign-in/",
)
WRITING = "/desk/articles/{article_id}/"

STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (at !== document.body && getComputedStyle(at).overflowX !== "visible") return true;
    }
    return false;
  };
  const found = document.documentElement.scrollWidth > wide ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
  for (const element of document.querySelectorAll("body *")) {
    const box = element.getBoundingClientRect();
    const hidden = box.width < 2 || box.height < 2 || !element.checkVisibility();
    if (!hidden && (box.left < -1 || box.right > wide + 1) && !scrolls(element)) {
      found.push(`${element.outerHTML.slice(0, 120)} ${Math.round(box.left)} to ${Math.round(box.right)}`);
    }
  }
  return found;
}"""
TURNED = "() => { const root = document.documentElement; return [root.lang, root.dir, getComputedStyle(document.body).direction] }"
WORDS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim();
    if (/[a-z]{3}/i.test(text) && node.parentElement.checkVisibility()) found.push(text);
  }
  for (const element of document.querySelectorAll("main :is([placeholder], [aria-label], [title])")) {
    found.push(...["placeholder", "aria-label", "title"].map((name) => element.getAttribute(name) ?? ""));
  }
  return found;
}"""


@pytest.fixture
def mirrored(paper) -> Paper:
    """The second newspaper of the machine."""
    return Paper(paper.base.replace("127.0.0.1", "localhost"), paper["mirrored"])


def faults(reader, mirrored: Paper, paths) -> dict[str, list[str]]:
    """Return what is wrong with each page: its direction, or what sticks out."""
    found = {}
    for path in paths:
        reader.go(path.format(**mirrored.places))
        turned = reader.page.evaluate(TURNED)
        found[path] = [
            *([] if turned == ["ar-XB", "rtl", "rtl"] else [str(turned)]),
            *reader.page.evaluate(STICKING_OUT),
        ]
    return {path: lines for path, lines in found.items() if lines}


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_sticks_out_where_readers_are(open_reader, mirrored, width):
    assert faults(open_reader(paper=mirrored, width=width), mirrored, PUBLIC) == {}


def test_nothing_sticks_out_at_the_desk_and_every_word_of_it_is_translated(open_reader, mirrored):
    reader = open_reader(paper=mirrored, width=PHONE).go("/desk/sign-in/")
    expect(reader.page.locator("h1")).to_have_text(accented("Sign in"))
    assert forgotten(reader) == []
    reader.page.fill("[type=email]", "owner@ferry.example")
    reader.page.fill("[type=password]", "a long enough word")
    reader.page.click("main button")
    reader.page.wait_for_url("**/desk/")
    paths = [kind.path for kind in AT_DESK if kind.who == OWNER and "{" not in kind.path]
    assert faults(reader, mirrored, [*paths, WRITING]) == {}
    reader.go("/desk/articles/new/")
    assert forgotten(reader) == []


def forgotten(reader) -> list[str]:
    """Return the words on a page that are neither translated nor a name."""
    names = {"Markdown", "HTML", "JPEG", "PNG", "WebP", "Europe/Berlin"}
    return [
        text
        for text in reader.page.evaluate(WORDS)
        if text and "[" not in text and "]" not in text and text not in names
    ]


def test_what_sticks_out_and_what_was_forgotten_would_be_seen(open_reader, mirrored):
    reader = open_reader(paper=replace(mirrored))
    reader.page.set_viewport_size({"width": 400, "height": 400})
    reader.page.set_content("<main><p>Forgotten</p><p>[kept]</p><div style='inline-size: 500px'>[x]</div></main>")
    assert len(reader.page.evaluate(STICKING_OUT)) >= 2
    assert forgotten(reader) == ["Forgotten"]
