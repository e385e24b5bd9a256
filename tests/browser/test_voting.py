from __future__ import annotations

from playwright.sync_api import expect


def test_a_vote_counts_at_once_is_remembered_and_can_be_taken_back(reader, paper):
    reader.go(paper["article"] + "?order=oldest")
    form = reader.page.locator(f"#c{paper['root']} .vote-form")
    up, tally = form.get_by_role("button", name="found good"), form.locator("[data-up]")
    before = int(tally.inner_text())
    expect(up).to_have_attribute("aria-pressed", "false")
    up.click()
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(tally).to_have_text(str(before + 1))
    reader.page.reload()
    expect(up).to_have_attribute("aria-pressed", "true")
    up.click()
    expect(up).to_have_attribute("aria-pressed", "false")
    expect(tally).to_have_text(str(before))


def test_another_vote_replaces_the_first(reader, paper):
    reader.go(paper["comment"])
    form = reader.page.locator(".focus > li > article .vote-form")
    form.get_by_role("button", name="found good").click()
    expect(form.locator("[data-up]")).to_have_text("1")
    form.get_by_role("button", name="not", exact=True).click()
    expect(form.locator("[data-up]")).to_have_text("0")
    expect(form.locator("[data-down]")).to_have_text("1")


def test_a_vote_without_a_script_counts_and_leads_back(open_reader, paper):
    reader = open_reader(scripts=False)
    reader.go(paper["thread"] + "?order=oldest")
    form = reader.page.locator(f"#c{paper['root'] + 1} .vote-form")
    before = int(form.locator("[data-up]").inner_text())
    form.get_by_role("button", name="found good").click()
    tally = reader.page.locator(f"#c{paper['root'] + 1} .vote-form [data-up]")
    expect(tally).to_have_text(str(before + 1))


def test_ones_own_comment_is_not_voted_on_and_the_page_says_so(reader, paper):
    reader.go(paper["article"])
    reader.write("I like what I say.")
    mine = reader.page.locator("section > ol.comments > li").first
    expect(mine).to_contain_text("I like what I say.")
    expect(reader.page.locator(".live-status, [role=status]").first).to_have_text("Your comment is there.")
    with reader.page.expect_response("**/vote") as refused:
        mine.get_by_role("button", name="found good").click()
    assert refused.value.status >= 400
    expect(mine.get_by_role("alert")).to_be_visible()
