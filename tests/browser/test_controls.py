"""What a screen reader is told: every control of a discussion has a name, a role and a state, and no two are one another's double."""

from __future__ import annotations

from collections import Counter

import pytest

CONTROLS = {"button", "link", "textbox", "checkbox", "DisclosureTriangle", "combobox", "switch"}
FORM_WHOSE = {"Your comment", "Your reply to Ada Lund"}


def controls(reader, roles=CONTROLS) -> list[dict]:
    """Return the controls of the discussion as Chromium tells them to a screen reader: role, name, description, states."""
    session = reader.context.new_cdp_session(reader.page)
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    section = session.send("DOM.querySelector", {"nodeId": root, "selector": "section.discussion"})["nodeId"]
    nodes = session.send("Accessibility.queryAXTree", {"nodeId": section})["nodes"]
    session.detach()
    found = []
    for node in nodes:
        if node["ignored"] or node["role"]["value"] not in roles:
            continue
        told = {part: node.get(part, {}).get("value", "") for part in ("role", "name", "description")}
        states = {state["name"]: state["value"].get("value") for state in node.get("properties", [])}
        found.append({**told, "states": states})
    return found


def doubles(found: list[dict]) -> dict:
    """Return the controls that cannot be told apart, and how often each is there."""
    told = Counter((control["role"], control["name"], control["description"]) for control in found)
    return {one: times for one, times in told.items() if times > 1}


@pytest.mark.parametrize("place", ["controls", "controls_article", "controls_focus"])
def test_every_control_has_a_name_and_no_two_are_the_same(reader, paper, place):
    reader.go(paper[place])
    found = controls(reader)
    assert len(found) > 20
    assert [control for control in found if not control["name"].strip()] == []
    assert doubles(found) == {}


def test_votes_folds_and_fields_tell_their_state(reader, paper):
    reader.go(paper["controls"])
    reader.page.locator(".vote-form [aria-pressed]").first.wait_for()  # made ready once the browser is idle
    by_name: dict[str, list[dict]] = {}
    for control in controls(reader):
        by_name.setdefault(control["name"], []).append(control["states"])
    assert all(states["pressed"] == "false" for states in by_name["found good"])
    assert all(states["expanded"] for states in by_name["Fold the replies"])
    assert [states["invalid"] for states in by_name["Your comment at most 10,000 characters"]] == ["false"]


def test_where_two_forms_are_open_each_says_whose_it_is(reader, paper):
    reader.go(paper["controls"])
    reader.page.locator("#discussion article.comment a.reply").first.click()
    reader.page.locator(".reply-here .button").first.wait_for()
    assert {form["name"] for form in controls(reader, {"form"}) if form["name"]} == FORM_WHOSE
    assert set(doubles(controls(reader)).values()) == {len(FORM_WHOSE)}


def test_an_answer_says_whom_it_answers_and_what_is_wrong_with_it(reader, paper):
    reader.go(paper["controls"])
    reader.page.locator("#discussion article.comment a.reply").first.click()
    reader.page.locator(".reply-here .button").first.wait_for()
    reader.page.fill(".reply-here textarea", "word " * 2_001)
    reader.page.locator(".reply-here .button").first.click()
    reader.page.locator(".reply-here .field-error").wait_for()
    (field,) = [
        control
        for control in controls(reader)
        if control["role"] == "textbox" and control["states"].get("invalid") == "true"
    ]
    assert "Ada" in field["name"]
    assert "10,000" in field["description"]
