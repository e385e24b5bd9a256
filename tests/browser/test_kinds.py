"""Every kind of page is open to everybody: any eyes, any window, any colours, the keyboard alone, and paper."""

from __future__ import annotations

import pytest

from tests.authorisation.routes import routes
from tests.browser.kinds import KINDS, NOT_PAGES
from tests.browser.looking_over import at_rest, by_light, in_narrow_windows, in_other_colours, look_over, on_paper

FAULTY = """<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1>
<style>:root { color-scheme: light dark } a:focus { outline: 0 } i { forced-color-adjust: none; color: #eee }</style><img src=data:,> <p style="width: 500px; transition: color 1s">Wide</p>
<p style="color: light-dark(#000, #222)">By night</p><i>Pale</i><form><label>A word <input></label></form><a href="/x">No ring</a>
<div class=body><a href="https://elsewhere.example/">Elsewhere</a></div></main>"""


def test_no_kind_of_page_is_forgotten():
    for_programs = {route for route, _ in routes() if route.startswith("api/")} - {"api/v1/docs/"}
    pages = {route for route, _ in routes() if not route.startswith("admin/")} - for_programs
    listed = {kind.route for kind in KINDS}
    assert listed & NOT_PAGES == set()
    assert sorted(listed | NOT_PAGES) == sorted(pages)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_page_is_open_to_everybody(lookers, places, kind):
    looker = lookers[kind.who]
    looker.problems.clear()
    answer = looker.page.goto(kind.path.format(**places[0]))
    assert answer.status == kind.status
    assert look_over(looker.page, printed=kind.printed) == []
    assert looker.problems == []


def faults(lines):
    return {line.partition(":")[0] for line in lines}


def test_each_fault_would_be_seen(reader):
    reader.page.set_content(FAULTY)
    assert faults(by_light(reader.page)) >= {"image-alt", "focus is not seen"}
    assert faults(in_other_colours(reader.page)) >= {"dark, color-contrast", "forced, hard to read"}
    assert faults(in_narrow_windows(reader.page)) >= {"320, wider than 320"}
    assert faults(at_rest(reader.page)) == {"moves"}
    assert faults(on_paper(reader.page)) == {"a form on paper", "a link not spelled out"}
