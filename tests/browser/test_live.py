"""Two readers in one discussion: what one does the other sees, quietly."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.reader import PHONE

AT_ONCE_MS = 15_000


@pytest.fixture
def two(open_reader, paper):
    """Somebody who reads, with the discussion in view and its stream open, and somebody else who acts."""
    reader, other = open_reader(), open_reader()
    begin(reader, paper["thread"])
    return reader, other.go(paper["thread"])


def begin(reader, path):
    """Open a discussion and wait until it is followed."""
    with reader.page.expect_response("**/live/threads/*") as followed:
        reader.go(path)
    assert followed.value.status == 200


def words_of(reader):
    return reader.page.locator("section > ol.comments > li > article .comment-body")


def test_a_new_comment_waits_behind_one_line_and_comes_to_its_place_on_a_click(two):
    reader, other = two
    shown = words_of(reader).count()
    counted = reader.page.locator(".meta [data-count]")
    before = int(counted.inner_text().split()[0])
    other.write("Somebody else speaks.", name="Mira")
    bubble = reader.page.locator("a.live-bubble")
    expect(bubble).to_have_text("1 new", timeout=AT_ONCE_MS)
    expect(reader.page.get_by_role("status").first).to_have_text("1 new")
    expect(counted).to_have_text(f"{before + 1} comments")
    assert words_of(reader).count() == shown
    assert "?order=newest#c" in (bubble.get_attribute("href") or "")
    assert other.page.locator("a.live-bubble").count() == 0  # one's own are no news
    bubble.click()
    expect(words_of(reader).first).to_have_text("Somebody else speaks.")
    expect(bubble).to_have_count(0)
    expect(reader.page.locator("article.comment.new")).to_be_focused()


def test_an_answer_is_told_as_one(two):
    reader, other = two
    reader.write("Who knows how old it is?", name="Ada")
    mine = reader.page.locator("section > ol.comments > li").first
    expect(mine).to_contain_text("Who knows how old it is?")
    other.page.locator("a.live-bubble").click(timeout=AT_ONCE_MS)
    theirs = other.page.locator("section > ol.comments > li").first
    expect(theirs).to_contain_text("Who knows how old it is?", timeout=AT_ONCE_MS)  # it is fetched first
    theirs.locator("a.reply").click()
    other.write("Older than both of us.", form=".reply-here")
    bubble = reader.page.locator("a.live-bubble")
    expect(bubble).to_have_text("1 new, 1 answers you", timeout=AT_ONCE_MS)
    bubble.click()
    expect(mine.locator(".branch .comment-body")).to_have_text("Older than both of us.")


def test_votes_edits_and_what_is_taken_back_change_in_their_place(two):
    reader, other = two
    other.write("I shall change this.", name="Mira")
    reader.page.locator("a.live-bubble").click(timeout=AT_ONCE_MS)
    seen = reader.page.locator("section > ol.comments > li > article").first
    expect(seen).to_contain_text("I shall change this.")
    comment_id = seen.get_attribute("data-comment-id")
    seen.get_by_role("button", name="found good").click()
    theirs = other.page.locator(f"#c{comment_id} [data-up]")
    expect(theirs).to_have_text("1", timeout=AT_ONCE_MS)
    other.page.goto(f"/my/comments/{comment_id}/")
    other.page.fill("textarea", "I have changed this.")
    other.page.get_by_role("button", name="Keep these words").click()
    changed = reader.page.locator(f"#c{comment_id}")
    expect(changed.locator(".comment-body")).to_have_text("I have changed this.", timeout=AT_ONCE_MS)
    expect(changed.get_by_role("button", name="found good")).to_have_attribute("aria-pressed", "true")
    other.page.goto(f"/my/comments/{comment_id}/")
    other.page.get_by_role("button", name="Take it back").click()
    expect(changed.locator(".tombstone")).to_be_visible(timeout=AT_ONCE_MS)
    assert changed.locator(".comment-body").count() == 0


def test_what_the_staff_decides_for_all_and_tallies_of_age_are_shown_in_their_place(open_reader, paper):
    reader = open_reader()
    frames = (
        ("tally", f'{{"comment_id":{paper["root"]},"parent_id":null,"up":3,"down":1}}'),
        ("closed", '{"state":"closed","read_only":true}'),
    )
    body = "".join(f"event: {name}\ndata: {data}\n\n" for name, data in frames)
    stream = {"status": 200, "content_type": "text/event-stream", "body": body}
    hidden = '<span class="tally" title="later"><span aria-hidden="true">–</span></span>'

    def hide(route):
        page = route.fetch()
        route.fulfill(response=page, body=re.sub(r'<span class="tally">.*?</span></span>', hidden, page.text()))

    reader.page.route("**/live/threads/*", lambda route: route.fulfill(**stream))
    reader.page.route(f"**{paper['thread']}*", hide)
    reader.go(paper["thread"] + "?order=oldest")
    tally = reader.page.locator(f"#c{paper['root']} .tally").first
    expect(tally.locator("[data-up]")).to_have_text("3", timeout=AT_ONCE_MS)
    expect(tally.locator("[data-down]")).to_have_text("1")
    assert tally.get_attribute("title") is None
    expect(reader.page.locator(".closed-now").first).to_have_text(
        "Nobody can comment or vote here for now; everything can be read."
    )


def test_without_a_stream_the_page_asks_and_shows_the_same(open_reader, paper):
    reader, other = open_reader(), open_reader()
    reader.page.clock.install()
    reader.page.route("**/live/threads/*", lambda route: route.fulfill(status=503, headers={"Retry-After": "30"}))
    with reader.page.expect_request("**/live/threads/*"):
        reader.go(paper["thread"])
    pass_time(reader, until=lambda: any("/comments?limit=" in request.url for request in reader.requests))
    other.go(paper["thread"]).write("Said while nobody could follow.", name="Mira")
    expect(words_of(other).first).to_have_text("Said while nobody could follow.")
    bubble = reader.page.locator("a.live-bubble")
    pass_time(reader, until=lambda: bubble.count() == 1)
    expect(bubble).to_have_text("1 new")


def pass_time(reader, *, until):
    """Let minutes pass for the page until something is so, within some seconds of ours."""
    deadline_s = time.monotonic() + AT_ONCE_MS / 1000
    while not until():
        assert time.monotonic() < deadline_s
        reader.page.clock.run_for(5_000)


def test_whoever_has_read_to_the_end_is_asked_once_and_not_while_they_write(open_reader, paper):
    reader = open_reader(width=PHONE).go(paper["thread"])
    box = reader.page.locator(".invitation")
    expect(box).to_be_visible()
    expect(box).to_contain_text("Would love your thoughts, please comment")
    reader.page.fill(".comment-form textarea", "Half a thought")
    expect(box).to_be_hidden()
    reader.page.fill(".comment-form textarea", "")
    reader.page.locator("h1").click()
    expect(box).to_be_visible()
    box.get_by_role("button", name="Close").click()
    expect(box).to_have_count(0)
    reader.page.reload()
    expect(reader.page.locator("section > ol.comments > li").first).to_be_visible()
    expect(box).to_have_count(0)
