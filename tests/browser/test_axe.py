from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.reader import LOOKS, PHONE, Reader

PUBLIC = {
    "front": "/",
    "article": "/articles/the-bridge-is-tired/",
    "section": "/section/town/",
    "author": "/author/ada-bruckner/",
    "fixed page": "/house-rules/",
    "missing": "/no-such-page/",
    "sign-in": "/desk/sign-in/",
}
DESK = ["/desk/", "/desk/articles/", "/desk/articles/new/", "/desk/pages/", "/desk/queue/", "/desk/threads/"]
EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BY_DARK = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}  # everything else is the same by light
BY_LIGHT = {"runOnly": {"type": "tag", "values": EVERY_RULE}}


def violations(reader: Reader) -> list[str]:
    found = Axe().run(reader.page, options=BY_DARK if reader.scheme == "dark" else BY_LIGHT).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_every_kind_of_page_is_open_to_everybody(open_reader, paper, width, scheme):
    reader = open_reader(width=width, scheme=scheme)
    places = PUBLIC | {name: paper[name] for name in ("thread", "comment", "removed")}
    found = {name: violations(reader.go(path)) for name, path in places.items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ones_own_pages_and_a_refused_form_are_open_to_everybody(open_reader, paper, scheme):
    reader = open_reader(width=PHONE, scheme=scheme).go(paper["article"])
    reader.page.click("a.reply >> nth=0")
    reader.page.fill(".reply-here textarea", "word " * 2_001)
    reader.page.click(".reply-here .button")
    reader.page.wait_for_selector(".field-error")
    assert violations(reader) == []
    reader.page.fill(".comment-form textarea >> nth=0", f"Held: {'https://a.example ' * 4} {scheme}")
    reader.page.click(".comment-form .button >> nth=0")
    reader.page.click("article.held-comment a:text('See it')")
    reader.page.wait_for_url("**/my/comments/*/")
    assert violations(reader) == []
    assert violations(reader.go("/my/")) == []


@pytest.mark.parametrize(("width", "scheme"), [LOOKS[0], LOOKS[3]])
def test_the_desk_is_open_to_everybody_who_works_there(open_reader, paper, width, scheme):
    reader = open_reader(width=width, scheme=scheme).go("/desk/sign-in/")
    reader.page.fill("[type=email]", "owner@ferry.example")
    reader.page.fill("[type=password]", "a long enough word")
    reader.page.click("main button")
    reader.page.wait_for_url("**/desk/")
    found = {path: violations(reader.go(path)) for path in DESK}
    assert {path: lines for path, lines in found.items() if lines} == {}


def test_a_fault_would_be_seen(reader):
    reader.page.set_content("<html lang=en><title>A page</title><main><h1>A page</h1><img src=data:,></main>")
    assert [line.split(":")[0] for line in violations(reader)] == ["image-alt"]
    reader.scheme = "dark"
    reader.page.set_content("<html lang=en><title>A page</title><main><h1 style='color:#ddd'>Pale</h1></main>")
    assert [line.split(":")[0] for line in violations(reader)] == ["color-contrast"]
