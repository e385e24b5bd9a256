"""A colleague is invited, begins with a passkey, and looks after their account: Chromium's virtual authenticator."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.reader import DESK, PHONE, Paper, Reader
from tests.browser.test_axe import violations

LINK = re.compile(r"http://\S+")
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def open_named(browser, paper) -> Iterator[Callable[..., Reader]]:
    """Make readers who come to the newspaper by its host name: under a mere number browsers make no passkeys."""
    named = Paper(f"http://ferry.localhost:{urlsplit(paper.base).port}", paper.places)
    readers: list[Reader] = []

    def open_one(**options) -> Reader:
        readers.append(Reader(browser, named, **options))
        return readers[-1]

    yield open_one
    for reader in readers:
        reader.leave()
    assert [problem for reader in readers for problem in reader.problems] == []


def owner_signs_in(owner: Reader) -> Reader:
    owner.go("/desk/sign-in/")
    owner.page.fill("[type=email]", "owner@ferry.example")
    owner.page.fill("[type=password]", "a long enough word")
    owner.page.click("main form button >> nth=0")
    owner.page.wait_for_url("**/desk/")
    return owner


def invite(owner: Reader, letters, email: str) -> str:
    """Return the path of the link in the letter that whoever is invited has."""
    owner.go("/desk/staff/")
    owner.page.fill("#field-email", email)
    owner.page.check("[name=roles][value=author]")
    owner.page.click("form:has(#field-email) .button")
    return urlsplit(LINK.search(letters.wait_for_words(to=email))[0]).path


def is_sideways(reader: Reader) -> bool:
    """Return whether a page is wider than its window."""
    return reader.page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_colleague_is_invited_and_signs_in_with_a_passkey(open_named, letters, width):
    owner = owner_signs_in(open_named(width=width))
    link = invite(owner, letters, f"new-{width}@ferry.example")
    assert violations(owner) == []

    bo = open_named(width=width)
    device = bo.context.new_cdp_session(bo.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    bo.go(link)
    assert (violations(bo), is_sideways(bo)) == ([], False)
    bo.page.click("[data-passkey=create]")
    bo.page.wait_for_function("wanted => document.activeElement.name === wanted", arg="name")  # a name comes first
    bo.page.fill("[name=name]", f"Bo Lindqvist {width}")  # no two accounts are called alike
    bo.page.click("[data-passkey=create]")
    bo.page.wait_for_url("**/desk/")

    bo.page.click("text=Sign out")
    bo.page.click("[data-passkey=get]")
    bo.page.wait_for_url("**/desk/")
    bo.page.click("text=Your account")
    expect(bo.page.locator("main")).to_contain_text("with a passkey")
    expect(bo.page.locator(".own-things [name=key_name]")).to_have_count(1)
    assert (violations(bo), is_sideways(bo)) == ([], False)
    bo.go("/desk/me/code/")
    assert (violations(bo), is_sideways(bo)) == ([], False)

    for path in ("/desk/staff/", "/desk/log/"):
        assert (violations(owner.go(path)), is_sideways(owner)) == ([], False), path
    assert re.search(rf"Bo Lindqvist {width}\s+accepted an invitation", owner.page.inner_text(".log-lines"))


def test_a_device_that_does_not_know_its_owner_is_told_so_in_a_sentence(open_named):
    reader = open_named().go("/desk/sign-in/")
    device = reader.context.new_cdp_session(reader.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR | {"isUserVerified": False}})
    reader.page.click("[data-passkey=get]")
    reader.page.wait_for_selector("[data-passkey-failed]:not([hidden])")
    expect(reader.page.locator("[data-passkey-failed]")).to_contain_text("sign in with your password")


def test_under_a_number_no_passkey_is_offered(reader):
    assert reader.go("/desk/sign-in/").page.locator("[data-passkey]").count() == 0
