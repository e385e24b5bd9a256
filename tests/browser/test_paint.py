"""Nothing moves once it is there: pictures, letters and what a script adds have their place from the first byte.

How soon the largest thing is painted is a matter of the machine: `python -m bench.paint` measures it.
"""

from __future__ import annotations

import pytest

from bench.paint import WATCH
from tests.browser.reader import DESK, PHONE

SETTLE = """async () => {
  await document.fonts.ready;
  scrollTo(0, document.body.scrollHeight);
  for (let frame = 0; frame < 10; frame++) await new Promise(requestAnimationFrame);
  return painted;
}"""


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("place", ["front", "quiet", "article"])
def test_nothing_moves_while_a_page_arrives(open_reader, paper, width, place):
    reader = open_reader(width=width)
    reader.page.add_init_script(WATCH)
    reader.go("/" if place == "front" else paper[place])
    painted = reader.page.evaluate(SETTLE)
    assert painted["lcp"] > 0
    assert painted["shift"] == 0
    assert painted["what"] == "IMG" or place == "article"


def test_a_page_that_moves_would_be_seen(open_reader):
    reader = open_reader()
    reader.page.add_init_script(WATCH)
    reader.go("/")
    reader.page.evaluate(
        "document.body.prepend(Object.assign(document.createElement('p'), {style: 'block-size: 300px'}))"
    )
    assert reader.page.evaluate(SETTLE)["shift"] > 0
