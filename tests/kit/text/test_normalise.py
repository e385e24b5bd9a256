"""One spelling for what looks the same; what cannot be kept is refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.kit.text.normalise import normalise, normalise_name


def test_letters_are_composed_and_lines_end_one_way():
    assert normalise("e\u0301\r\nx\ry") == "\u00e9\nx\ny"


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "ok \udfff ok"])
def test_what_no_database_can_keep_is_refused(text):
    with pytest.raises(ValueError, match="holds"):
        normalise(text)


@given(st.text())
def test_normalising_twice_is_normalising_once(text):
    try:
        once = normalise(text)
    except ValueError:
        return
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


def test_a_name_is_one_line_with_single_spaces():
    assert normalise_name("  Ada \n Brückner ") == "Ada Brückner"


@pytest.mark.parametrize("name", ["\u202esretuer", "Ed\u200bitor", "a\u2066b", "A\x07da"])
def test_a_name_with_unseen_letters_is_refused(name):
    with pytest.raises(ValueError, match="cannot be seen"):
        normalise_name(name)
