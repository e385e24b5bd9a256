"""What somebody types, and what it finds in a text."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.pure.search.excerpt import EXCERPT_CHARS, excerpt, marked
from folkmoot.pure.search.places import place_of
from folkmoot.pure.search.query import QUERY_MAX_WORDS, Query, read_query
from folkmoot.pure.search.words import fold, indexed


def found_in(text: str, typed: str) -> list[str]:
    return [piece.text for piece in marked(text, read_query(typed)) if piece.found]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Brückner", "bruckner"),
        ("ÅNGSTRÖM", "angstrom"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("søndag", "sondag"),
        ("Ǆ", "dz"),
        ("ﬁnale", "finale"),
        ("İstanbul", "istanbul"),
    ],
)
def test_accents_and_capitals_make_no_difference(written, plain):
    assert fold(written) == plain


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("Bridge tolls", Query((("bridge",), ("tolls",)), goes_on=True)),
        ('"old bridge" tolls', Query((("old", "bridge"), ("tolls",)), goes_on=True)),
        ('tolls "old bridge"', Query((("tolls",), ("old", "bridge")))),
        ("„die alte Brücke“", Query((("die", "alte", "brucke"),))),
        ('the "old bri', Query((("the",), ("old", "bri")))),
        ("well-known", Query((("well", "known"),), goes_on=True)),
        ("to be", Query((("to",), ("be",)))),
        ("be be be", Query((("be",),))),
        ("日本", Query((("日", "本"),))),
        ("", Query(())),
        ("\"' OR 1=1; --", Query((("or", "1", "1"),))),
        ("* NEAR(a b) ^", Query((("near", "a"), ("b",)))),
    ],
)
def test_a_query_is_what_its_words_say(typed, query):
    assert read_query(typed) == query


@given(st.text(max_size=300))
def test_nothing_that_can_be_typed_is_an_error(typed):
    query = read_query(typed)
    words = [word for phrase in query.phrases for word in phrase]
    assert len(words) <= QUERY_MAX_WORDS
    assert all(word.isalnum() for word in words) or not typed.isascii()
    whole = excerpt(typed, query, size=40)
    assert "".join(piece.text for piece in marked(typed, query)) == typed
    assert all(piece.text for piece in whole)


def test_what_is_marked_is_the_word_as_it_stands_in_the_text():
    assert found_in("The Brücke, the BRÜCKE and the bruckes.", "brücke") == ["Brücke", "BRÜCKE", "bruckes"]
    assert found_in("An old bridge, a bridge of old, the old bridge.", '"old bridge"') == ["old bridge", "old bridge"]
    assert found_in("bridges", '"bridge"') == []
    assert found_in("これは日本語です", "日本") == ["日本"]
    assert found_in("Cafe\u0301 society", "café") == ["Cafe\u0301"]
    assert found_in("½ price", "1") == ["½"]


def test_an_excerpt_is_the_place_where_most_of_it_stands():
    text = "Toll. " + "Nothing here. " * 60 + "The toll on the bridge was lifted. " + "Nothing there. " * 60
    shown = excerpt(text, read_query("bridge toll"))
    words = "".join(piece.text for piece in shown)
    assert "The toll on the bridge was lifted." in words
    assert words.startswith("… ")
    assert words.endswith(" …")
    assert len(words) <= EXCERPT_CHARS + 4
    assert "".join(piece.text for piece in excerpt("Short.", read_query("absent"))) == "Short."


def test_a_text_of_a_single_endless_word_is_cut_too():
    assert len("".join(piece.text for piece in excerpt("x" * 5000, read_query("absent")))) <= EXCERPT_CHARS + 4


def test_a_place_goes_by_time_whatever_the_id():
    old, new = datetime(1969, 7, 20, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)
    assert place_of(old, 900) < place_of(new, 3) < place_of(new, 4) < 2**63


def test_words_of_a_text_hold_nothing_but_letters_and_digits():
    assert indexed("“Don’t”, she wrote_to 2 x–y\x00!") == "don t she wrote to 2 x y"
