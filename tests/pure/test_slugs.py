"""Words for addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.pure.slugs import MAX_CHARS, free_slug, slug_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("The bridge is tired", "the-bridge-is-tired"),
        ("  Ada Brückner’s “mill”!  ", "ada-bruckner-s-mill"),
        ("Straße, Œuvre, Łódź, Ærø", "strasse-oeuvre-lodz-aero"),
        ("snake_case -- and   more", "snake-case-and-more"),
        ("Мост устал", "мост-устал"),
        ("橋は疲れた", "橋は疲れた"),
        ("й stays й", "й-stays-й"),
        ("?!…", ""),
        ("", ""),
    ],
)
def test_examples(text, slug):
    assert slug_of(text) == slug


def test_a_long_text_is_cut_between_words():
    slug = slug_of("word " * 40)
    assert len(slug) <= MAX_CHARS
    assert set(slug.split("-")) == {"word"}
    assert len(slug_of("w" * 200)) == MAX_CHARS
    assert slug_of("w" * 200, max_chars=200) == "w" * 200


@given(st.text(max_size=120))
def test_a_slug_is_short_lower_case_and_its_own_slug(text):
    slug = slug_of(text)
    assert len(slug) <= MAX_CHARS
    assert not set(slug) & set(" /?#%&_")
    assert slug == slug.strip("-")
    assert slug_of(slug) == slug


@given(st.sets(st.sampled_from(["a", "a-2", "a-3", "a-5", "b"])))
def test_a_free_slug_is_not_taken(taken):
    assert free_slug("a", taken) not in taken
    assert free_slug("a", taken).startswith("a")
