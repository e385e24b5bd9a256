"""Somebody gives, through all pages of it: with scripts and without, once and each month; and what goes back goes back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.giving import SLUG

LINK = re.compile(r"https?://\S+/my/giving/\S+?/(?=\s|$)")
MINOR = re.compile(r'"raised_minor": ?(\d+)')


def raised(reader):
    """Return what the meter says to programs now, in cents."""
    return int(MINOR.search(reader.context.request.get(f"/api/v1/campaigns/{SLUG}").text()).group(1))


def give(reader, *, frequency, email):
    """Choose ten dollars, say how often, and come to the provider's page."""
    reader.go(f"/support/{SLUG}/give")
    reader.page.locator("label", has=reader.page.locator("[name=preset][value='1000']")).click()
    reader.page.locator("label", has=reader.page.locator(f"[name=frequency][value={frequency}]")).click()
    reader.page.fill("[name=email]", email)
    reader.page.click(".give-form .button")
    reader.page.wait_for_url("**/pay/demo/**")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
@pytest.mark.parametrize("frequency", ["once", "monthly"])
def test_one_gives_and_is_thanked_and_the_meter_has_moved(open_reader, scripts, frequency):
    giver = open_reader(scripts=scripts)
    before = raised(giver)
    give(giver, frequency=frequency, email=f"{frequency}-{scripts}@mail.example")
    expect(giver.page.locator("h1")).to_contain_text("$10")
    if scripts and frequency == "once":  # more declines from one network would be somebody who tries out cards
        giver.page.click("button[value=decline]")
        expect(giver.page.get_by_role("alert")).to_contain_text("declined")
    giver.page.click("button[value=authenticate]")
    giver.page.click("button[value=confirm]")
    giver.page.wait_for_url("**/my/giving/**/thanks*")
    expect(giver.page.locator("main")).to_contain_text("Thank")
    assert raised(giver) == before + 1000


def test_what_is_sent_back_at_the_providers_desk_moves_the_meter_back(open_reader, lookers):
    giver, owner = open_reader(), lookers["owner"]
    before = raised(giver)
    give(giver, frequency="once", email="back@mail.example")
    ref = giver.page.url.strip("/").rpartition("/")[2]
    giver.page.click("button[value=pay]")
    giver.page.wait_for_url("**/my/giving/**")
    assert raised(giver) == before + 1000
    owner.page.goto(f"/desk/demo/{ref}/")
    owner.page.fill("[name=amount]", "4")
    owner.page.click("button[value=refund]")
    expect(owner.page.locator("main")).to_contain_text("6")
    assert raised(giver) == before + 600
    giver.go(f"/support/{SLUG}/embed/")
    expect(giver.page.locator(".meter progress")).to_have_attribute("value", str(before + 600))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_monthly_gift_is_ended_by_the_letter_that_came(open_reader, letters, scripts):
    address = f"letter-{scripts}@mail.example"
    giver = open_reader(scripts=scripts)
    give(giver, frequency="monthly", email=address)
    giver.page.click("button[value=pay]")
    giver.page.wait_for_url("**/my/giving/**/thanks*")
    receipt = letters.wait_for_words(to=address)
    assert "10.00" in receipt
    elsewhere = open_reader(scripts=scripts)  # another browser, which knows nothing of the gift but the letter
    elsewhere.page.goto(LINK.search(receipt)[0])
    elsewhere.page.get_by_role("button", name="End this gift").click()
    expect(elsewhere.page.locator("main")).to_contain_text("ended")
    expect(elsewhere.page.get_by_role("button", name="End this gift")).to_have_count(0)
    assert LINK.search(letters.wait_for_words(to=address, number=1))
