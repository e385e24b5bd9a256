"""While cards are tried out on a newspaper, whoever gives lets their browser do a short sum, or waits."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.beset import HOST
from tests.browser.giving import SLUG
from tests.browser.looking_over import look_over
from tests.browser.reader import DESK, PHONE, Paper

TROUBLE = "Somebody is trying out stolen cards here just now"


@pytest.fixture
def beset(paper) -> Paper:
    """The newspaper that is beset, by its own name."""
    return Paper(f"http://{HOST}:{urlsplit(paper.base).port}", paper.places)


def fill_in(giver):
    """Choose ten dollars once, and say one's address."""
    giver.page.locator("label", has=giver.page.locator("[name=preset][value='1000']")).click()
    giver.page.fill("[name=email]", "ada@mail.example")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_whoever_has_scripts_gives_as_ever_and_reads_why_it_takes_a_moment(open_reader, beset, width):
    giver = open_reader(paper=beset, width=width).go(f"/support/{SLUG}/give")
    expect(giver.page.locator("#give-work")).to_contain_text(TROUBLE)
    expect(giver.page.locator("#give-work")).not_to_contain_text("please wait")
    assert look_over(giver.page, printed=False) == []
    fill_in(giver)
    giver.page.click(".give-form .button")
    giver.page.wait_for_url("**/pay/demo/**")
    assert "answer=" not in giver.page.url


def test_whoever_has_none_is_told_to_wait_and_finds_everything_as_they_wrote_it(open_reader, beset):
    giver = open_reader(paper=beset, scripts=False).go(f"/support/{SLUG}/give")
    expect(giver.page.locator("#give-work")).to_contain_text("please wait 3 minutes before you send")
    fill_in(giver)
    giver.page.click(".give-form .button")
    expect(giver.page.locator("[role=alert]").first).to_contain_text("Without JavaScript, wait first")
    expect(giver.page.locator("#give-wait")).to_be_visible()
    expect(giver.page.locator("[name=email]")).to_have_value("ada@mail.example")
    assert giver.page.is_checked("[name=preset][value='1000']")


def test_what_they_read_is_for_everybody(open_reader, beset):
    giver = open_reader(paper=beset)
    giver.page.route("**/*.js", lambda route: route.abort())  # a checker needs scripts, so only ours stay away
    giver.go(f"/support/{SLUG}/give")
    expect(giver.page.locator("#give-work")).to_contain_text("please wait 3 minutes before you send")
    fill_in(giver)
    giver.page.click(".give-form .button")
    expect(giver.page.locator("#give-wait")).to_be_visible()
    assert look_over(giver.page, printed=False) == []
