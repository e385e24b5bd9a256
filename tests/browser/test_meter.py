"""What somebody gives is seen by everybody else who has the page open, without a reload and without a word from them."""

from __future__ import annotations

from itertools import pairwise

from playwright.sync_api import expect

from tests.browser.reader import PHONE

SOON_MS = 15_000
NO_BREAK = "\N{NO-BREAK SPACE}"
HIDE = "state => { Object.defineProperty(document, 'visibilityState', {value: state, configurable: true}); document.dispatchEvent(new Event('visibilitychange')) }"
PLACES = """() => [...document.querySelectorAll(".ticks text")].filter((text) => text.checkVisibility()).map((text) => {
  const box = text.getBoundingClientRect();
  return [Math.round(box.left), Math.round(box.right)];
})"""


def pay(reader, path):
    """Press "Pay" on the provider's page."""
    reader.go(path)
    reader.page.click("button[value=pay]")
    reader.page.wait_for_url("**/my/giving/**")


def shown(amount):
    return f"{amount}{NO_BREAK}$"


def test_the_meter_moves_in_a_second_browser_when_a_gift_is_booked_by_the_stream_and_by_asking(open_reader, paper):
    reader, other, giver = open_reader(), open_reader(), open_reader()
    with reader.page.expect_response("**/live/threads/*") as followed:
        reader.go(paper["quiet"])
        reader.page.locator("#discussion").scroll_into_view_if_needed()
    assert followed.value.status == 200
    other.go(paper["embed"])  # there is no discussion here, and so no stream
    raised, brief = (reader.page.locator(f"{where} .meter-raised") for where in (".meter", ".support-end"))
    bar = reader.page.locator(".meter progress")
    expect(raised).to_have_text(shown("0"))
    assert bar.get_attribute("value") == "0"

    pay(giver, paper["pays"][0])
    expect(raised).to_have_text(shown("25"), timeout=SOON_MS)
    expect(brief).to_have_text(shown("25"))
    expect(bar).to_have_attribute("value", "2500")
    expect(reader.page.locator(".meter-supporters")).to_have_text("1 supporter")
    expect(reader.page.locator(".meter-percent")).to_have_text("<1%")
    assert [one.url for one in reader.requests if "/api/v1/campaigns/" in one.url] == [], "the stream said it"

    elsewhere = other.page.locator(".meter-raised")
    expect(elsewhere).to_have_text(shown("0"))
    other.page.evaluate(HIDE, "hidden")
    other.page.evaluate(HIDE, "visible")
    expect(elsewhere).to_have_text(shown("25"))


def test_without_scripts_the_meter_is_there_and_with_them_it_is_asked_for_while_somebody_looks(open_reader, paper):
    plain = open_reader(scripts=False).go(paper["embed"])
    before = plain.page.locator(".meter-raised").inner_text()
    reader = open_reader()
    reader.page.clock.install()
    reader.go(paper["embed"])
    expect(reader.page.locator(".meter-raised")).to_have_text(before)
    pay(open_reader(), paper["pays"][1])
    reader.page.clock.run_for(35_000)
    expect(reader.page.locator(".meter-raised")).not_to_have_text(before)
    assert plain.go(paper["embed"]).page.locator(".meter-raised").inner_text() != before


def test_marks_keep_apart_on_the_smallest_phone_and_turn_round_with_the_text(open_reader, paper):
    reader = open_reader(width=PHONE)
    reader.page.set_viewport_size({"width": 320, "height": 700})
    places = reader.go(paper["quiet"]).page.evaluate(PLACES)
    assert len(places) == 3
    assert all(left[1] < right[0] for left, right in pairwise(places))
    reader.page.set_viewport_size({"width": 1280, "height": 900})
    assert len(reader.page.evaluate(PLACES)) == 4
    mirrored = reader.paper.base.replace("127.0.0.1", "localhost")
    turned = open_reader(paper=type(paper)(mirrored, paper["mirrored"]), width=PHONE).go("/")
    places = turned.page.evaluate(PLACES)
    assert all(left[0] > right[1] for left, right in pairwise(places))
