"""A newspaper from nothing: founded on one screen, given a colour, looked at. On a phone and at a desk."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE_S, ROOT, wait_for
from tests.browser.reader import DESK, PHONE, Paper
from tests.browser.test_axe import violations
from tests.ready_made import stand

CODE = re.compile(r"/begin/\?code=([A-Z0-9-]{14})\n")
GREEN = "#1f6f4a"
"""Easy to read on our paper."""
ROSE = "#f2b8c6"
"""Not so."""
TYPED = {
    "name": "The Ashford Lamp",
    "owner_name": "Ada Brückner",
    "email": "ada@example.org",
    "password": "an otter under the ice",
}


@pytest.fixture
def empty_house(tmp_path) -> Iterator[Paper]:
    """A server on a fresh data folder; its only place is the code in its terminal."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")} | {
        "FOLKMOOT_DATA": str(stand(tmp_path / "house")),
    }
    serve = [sys.executable, "-m", "folkmoot", "serve", "--port", str(port)]
    terminal = tmp_path / "terminal"
    with terminal.open("w") as log:
        server = subprocess.Popen(serve, cwd=ROOT, env=environ, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/readyz", server, terminal)
        yield Paper(f"http://127.0.0.1:{port}", {"code": CODE.search(terminal.read_text("utf-8"))[1]})
    finally:
        server.terminate()
        server.wait(PATIENCE_S)


def accent_of(page) -> str:
    """Return the colour of a button, as the browser paints it."""
    return page.evaluate("getComputedStyle(document.querySelector('main .button')).backgroundColor")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_newspaper_is_founded_from_nothing_and_wears_its_own_colour(open_reader, empty_house, width):
    reader = open_reader(paper=empty_house, width=width).go("/")
    page = reader.page
    expect(page).to_have_url(re.compile(re.escape("/begin/") + "$"))
    assert width != PHONE or violations(reader) == []
    assert page.input_value("[name=time_zone]") == page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    for name, words in TYPED.items():
        page.fill(f"[name={name}]", words)
    page.fill("[name=code]", "AAAA-AAAA-AAAA")
    page.click("main .button")
    expect(page.locator("#error-code")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value(TYPED["name"])
    page.fill("[name=code]", empty_house["code"].lower())
    page.fill("[name=password]", TYPED["password"])
    page.click("main .button")
    page.wait_for_url("**/desk/?founded=1")
    assert len(reader.texts(".steps .step")) == 3
    assert width != PHONE or violations(reader) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.click(".steps >> text=colour")
    page.fill("[name=accent_light]", ROSE)
    page.click("main .button >> text=Save")
    expect(page.locator("#error-accent_light")).to_contain_text("The nearest that passes")
    page.fill("[name=accent_light]", GREEN)
    page.click("main .button >> text=/^Save$/")
    page.wait_for_url("**/desk/publication/look/?done=save")
    assert accent_of(page) == "rgb(31, 111, 74)"

    page.goto("/")
    expect(page.locator(".nameplate")).to_have_text("The Ashford Lamp")
    page.focus(".nameplate a")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineColor") == "rgb(31, 111, 74)"
    page.goto("/house-rules/#rule-3")
    expect(page.locator("#rule-3")).to_be_visible()
    page.goto("/begin/")
    expect(page.locator("main h1")).to_have_text("Nothing is here")
