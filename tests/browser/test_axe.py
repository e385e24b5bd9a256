"""What a form answers when it refuses, and where it leads, are open to everybody, too. All other pages: `test_kinds.py`."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.reader import PHONE, Reader

EVERY_RULE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BY_DARK = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}  # everything else is the same by light
BY_LIGHT = {"runOnly": {"type": "tag", "values": EVERY_RULE}}


def violations(reader: Reader) -> list[str]:
    found = Axe().run(reader.page, options=BY_DARK if reader.scheme == "dark" else BY_LIGHT).response["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]


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


def test_a_fault_would_be_seen(reader):
    reader.page.set_content("<html lang=en><title>A page</title><main><h1>A page</h1><img src=data:,></main>")
    assert [line.split(":")[0] for line in violations(reader)] == ["image-alt"]
    reader.scheme = "dark"
    reader.page.set_content("<html lang=en><title>A page</title><main><h1 style='color:#ddd'>Pale</h1></main>")
    assert [line.split(":")[0] for line in violations(reader)] == ["color-contrast"]
