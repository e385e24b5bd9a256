"""One spelling for each address: the vectors that other programs may use, too, and the laws."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.pure.urls import MAX_CHARS, normalise_url, origin_of

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "urls.json").read_text("utf-8"))
PATHS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=30)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['why']}: {vector['url']}")
def test_vector(vector):
    if vector["is"] is None:
        with pytest.raises(ValueError, match=r"\.$"):
            normalise_url(vector["url"])
    else:
        assert normalise_url(vector["url"]) == vector["is"]


@given(PATHS, PATHS)
def test_what_is_normal_stays_as_it_is(path, query):
    once = normalise_url(f"https://news.example/{path}?{query}")
    assert normalise_url(once) == once
    assert once.isascii()


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_a_sentence(text):
    try:
        answer = normalise_url(text)
    except ValueError as error:
        answer = str(error)
    assert answer.startswith(("http://", "https://")) or answer.endswith(".")


def test_an_address_longer_than_we_can_keep_is_refused():
    with pytest.raises(ValueError, match="longer"):
        normalise_url("https://news.example/" + "a" * MAX_CHARS)


def test_the_origin_is_scheme_host_and_a_port_of_its_own():
    assert origin_of("HTTPS://News.Example:443/a/b?c") == "https://news.example"
    assert origin_of("http://news.example:8080") == "http://news.example:8080"
