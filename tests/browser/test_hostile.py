"""Whatever an author pastes, nothing of it acts in a reader's browser."""

from __future__ import annotations

import os

import pytest


def test_nothing_that_was_pasted_acts(reader, paper):
    """No dialog, no script refused by the policy, no request elsewhere: the reader meets no problem at all."""
    if "hostile" not in paper.places:
        missing = "needs hostile/h5sc below FOLKMOOT_SHARED"
        if os.environ.get("CI"):
            pytest.fail(missing)  # there it is never away
        pytest.skip(missing)
    reader.page.on("dialog", lambda dialog: (reader.problems.append(dialog.message), dialog.dismiss()))
    for path in paper["hostile"]:
        reader.go(path)
        assert reader.page.locator(".body > *").count() > 5
        reader.page.mouse.move(300, 600)
        reader.page.keyboard.press("Tab")
        assert reader.problems == []
