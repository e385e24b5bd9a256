"""A journalist writes, illustrates, cites, schedules, publishes and corrects an article, at a desk and on a phone."""

from __future__ import annotations

import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.kinds import OWNER
from tests.browser.reader import DESK, PHONE, Reader

SAID = "[data-said]"
TEXT = "#field-source"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def journalist(open_reader, lookers):
    """Make members of staff who are signed in, each with a window of their own."""
    state = lookers[OWNER].context.storage_state()
    return lambda width: open_reader(width=width, state=state)


def picture(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1200, 800), colour).save(file, "JPEG")
    return file.getvalue()


def file(name: str, data: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def text_of(page: Page) -> str:
    return page.locator(TEXT).input_value()


def caret_to_end(page: Page) -> None:
    page.locator(TEXT).evaluate(
        "area => { area.focus(); area.setSelectionRange(area.value.length, area.value.length); }"
    )


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def begin(reader: Reader, headline: str) -> None:
    """Type, see it kept and shown, leave without saving, come back and go on."""
    page = reader.page
    page.goto("/desk/articles/new/")
    page.fill("#field-headline", headline)
    page.fill("#field-standfirst", "Its owner wants it gone.")
    page.fill(TEXT, "The mill has stood empty for a decade.")
    expect(page.locator(SAID)).to_contain_text("Saved as a draft at")
    expect(page.frame_locator("iframe").locator("h1.headline")).to_have_text(headline)
    page.goto("/desk/articles/")
    expect(page.locator("main")).not_to_contain_text(headline)
    page.goto("/desk/articles/new/")
    page.click("text=Go on with it")
    expect(page.locator("#field-headline")).to_have_value(headline)


def mark_up(page: Page) -> None:
    """Write with the toolbar and its keys; one Tab stop, arrows within."""
    caret_to_end(page)
    page.keyboard.type("\n\nSold")
    page.keyboard.press("Control+Shift+Digit2")
    assert text_of(page).endswith("\n\n## Sold")
    caret_to_end(page)
    page.keyboard.type("\n\nIt is ")
    page.keyboard.press("Control+i")
    page.keyboard.type("gone")
    assert text_of(page).endswith("It is *gone*")
    page.keyboard.press("Control+z")
    page.keyboard.press("Shift+Tab")
    page.wait_for_function("wanted => document.activeElement.dataset.mark === wanted", arg="heading")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("wanted => document.activeElement.dataset.mark === wanted", arg="emphasis")
    page.keyboard.press("Tab")
    page.wait_for_function("wanted => document.activeElement.id === wanted", arg="field-source")


def cite(page: Page) -> None:
    """Say who says it on whose word; a row that goes takes what points at it along."""
    page.fill(TEXT, "The mill is sold, the clerk says.")
    page.fill(".source-row >> nth=0 >> [name=source_name]", "A row too many")
    page.click("[data-add]")
    page.locator(".source-row >> nth=1").locator("select").select_option("anonymous")
    page.fill(".source-row >> nth=1 >> [name=source_role]", "a clerk of the town")
    page.click("[data-add]")
    page.fill(".source-row >> nth=2 >> [name=source_name]", "The Ferry Wire")
    page.fill(".source-row >> nth=1 >> [name=source_on_word_of]", "3")
    caret_to_end(page)
    page.click(".source-row >> nth=1 >> [data-cite]")
    assert text_of(page).endswith("says.[^2]")
    page.click(".source-row >> nth=0 >> [data-remove]")
    assert text_of(page).endswith("says.[^1]")
    expect(page.locator("[name=source_on_word_of] >> nth=0")).to_have_value("2")
    page.click("#quotation summary")
    page.fill("#field-quoted", "It was a good mill.")
    page.fill("#field-speaker", "Bo Lindqvist")
    page.fill("#field-speaker_role", "miller")
    page.click("#quotation button")
    assert text_of(page).rstrip().endswith("> It was a good mill.\n> — Bo Lindqvist, miller")


def illustrate(page: Page, colour: str) -> None:
    """Send what is no picture and be told so at the field; then one for the text, and one for the head."""
    typed = text_of(page)
    for name, data, words in (
        ("mill.jpg", b"no picture", "not a JPEG"),
        ("mill.svg", SVG, "not a JPEG"),
        ("mill.png", b"x" * 12_000, "too big"),
    ):
        # Twelve megabytes would travel from here to the browser for as long as all else takes.
        page.locator("desk-picker").evaluate(
            "(part, limit) => { part.dataset.maxMb = limit }", "0.01" if words == "too big" else "12"
        )
        page.set_input_files("#field-picture", file(name, data))
        page.fill("#field-new_alt", "A mill without a roof")
        page.click("[data-into-text]")
        expect(page.locator("#error-picture")).to_contain_text(words)
        assert text_of(page) == typed
    page.locator("desk-picker").evaluate("part => { part.dataset.maxMb = 12 }")
    page.set_input_files("#field-picture", file("mill.jpg", picture(colour)))
    page.fill("#field-new_alt", "")
    page.click("[data-into-text]")
    expect(page.locator("#error-new_alt")).to_be_visible()
    page.fill("#field-new_alt", f"A {colour} mill")
    page.fill("#field-new_caption", "In May")
    page.click("[data-into-text]")
    expect(page.locator(TEXT)).to_have_value(re.compile(rf"!\[A {colour} mill\]\(/media/.* \"In May\"\)"))
    page.click("text=Or choose one from the library")
    page.fill("#field-wanted", colour)
    with page.expect_response(lambda answer: f"q={colour}" in answer.url):
        page.press("#field-wanted", "Enter")
    expect(page.locator("[data-choice] img")).to_have_attribute("alt", f"A {colour} mill")  # one, and this one
    page.check("[name=chosen]")
    page.click("[data-lead]")
    expect(page.locator(".lead-picture img")).to_have_attribute("alt", f"A {colour} mill")
    expect(page.frame_locator("iframe").locator(".body figcaption").last).to_contain_text("In May")


@pytest.mark.parametrize(("width", "colour"), [(DESK, "teal"), (PHONE, "maroon")])
def test_an_article_from_its_first_word_to_its_correction(journalist, open_reader, width, colour):
    headline = f"The {colour} mill is sold"
    reader = journalist(width)
    page = reader.page
    begin(reader, headline)
    mark_up(page)
    cite(page)
    illustrate(page, colour)
    assert violations(page) == []
    page.fill("#field-author_names", "Ada Brückner")
    page.fill("#field-section_name", "Town")
    page.fill("#field-published_at", "2099-07-01T08:30")
    page.click("[value=schedule]")
    expect(page.locator("[data-done]")).to_have_text("It will appear at the time you chose.")
    expect(page.locator(".standing")).to_contain_text("1 Jul 2099")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-done]")).to_have_text("Saved.")
    page.click("[value=publish]")
    expect(page.locator("[data-done]")).to_have_text("Published.")
    address = page.get_attribute(".standing a", "href")
    stranger = open_reader(width=width).go(address).page
    expect(stranger.locator("h1.headline")).to_have_text(headline)
    expect(stranger.locator("figure.quotation")).to_contain_text("Bo Lindqvist")
    expect(stranger.locator("ul.sources")).to_contain_text("The Ferry Wire")
    assert stranger.locator(".body figure img").get_attribute("width") == "960"
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.fill(TEXT, text_of(page).replace("sold", "let"))
    page.click("desk-autosave [value=save]")
    expect(page.locator("#error-change")).to_be_visible()
    page.check("[value=correction]")
    page.fill("#field-correction_wrong", "We wrote that the mill was sold.")
    page.fill("#field-correction_right", "It was let.")
    page.click("desk-autosave [value=save]")
    expect(page.locator("[data-done]")).to_have_text("Saved.")
    stranger.reload()
    expect(stranger.locator("ol.corrections")).to_contain_text("It was let.")
    expect(stranger.locator(".body")).to_contain_text("The mill is let")


def test_of_two_editors_the_second_sees_the_difference_and_keeps_theirs_or_takes_the_others(journalist):
    first, second = journalist(DESK).page, journalist(PHONE).page
    first.goto("/desk/articles/new/")
    first.fill("#field-headline", "A race to the last word")
    first.fill(TEXT, "The ferry is late.")
    first.click("desk-autosave [value=save]")
    expect(first.locator("[data-done]")).to_have_text("Saved.")
    second.goto(first.url)
    first.fill(TEXT, "The ferry is early.")
    first.click("desk-autosave [value=save]")
    expect(first.locator("[data-done]")).to_have_text("Saved.")
    second.fill(TEXT, "The ferry is sinking.")
    second.click("desk-autosave [value=save]")
    expect(second.locator(".differences del")).to_have_text("early")
    expect(second.locator(".differences ins")).to_have_text("sinking")
    assert violations(second) == []
    second.click("text=Keep mine")
    expect(second.locator("[data-done]")).to_have_text("Saved.")
    expect(second.locator(TEXT)).to_have_value("The ferry is sinking.")
    first.fill(TEXT, "The ferry is lost.")
    first.click("desk-autosave [value=save]")
    first.click("text=Take theirs")
    expect(first.locator(TEXT)).to_have_value("The ferry is sinking.")
    first.keyboard.press("Control+Enter")
    expect(first.frame_locator("iframe").locator(".body")).to_contain_text("sinking")


def test_many_pictures_at_once_and_the_refused_one_stays_with_its_words(journalist):
    page = journalist(DESK).page
    page.goto("/desk/pictures/")
    page.click("text=Add pictures")
    page.set_input_files("#field-many", [file("one.jpg", picture("gold")), file("two.jpg", SVG)])
    page.fill("[name=alt] >> nth=0", "Gold")
    page.fill("[name=alt] >> nth=1", "A drawing")
    page.click("text=Add them")
    expect(page.locator(".upload-row .field-error").last).to_contain_text("not a JPEG")
    expect(page.locator(".upload-row [name=alt]")).to_have_value("A drawing")
    expect(page.locator(SAID)).to_contain_text("one.jpg")
    page.reload()
    page.click(".library a >> nth=0")
    expect(page.locator("#field-alt")).to_have_value("Gold")
    page.fill("#field-caption", "All that glitters")
    page.click("text=Save the words")
    expect(page.locator("h1")).to_have_text("All that glitters")
    assert violations(page) == []
