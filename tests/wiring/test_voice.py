"""What the edge refuses is said as the publication speaks, as soon as it is known whose house it is."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from folkmoot.edge.apology import page_of
from folkmoot.edge.hosts import Home
from folkmoot.edge.limits import too_large
from folkmoot.edge.voice import ENGLISH
from folkmoot.wiring.front import find_home
from tests.articles.writing import GAZETTE, found
from tests.edge.front import Front, asked


@pytest.fixture
def german(db):
    found(replace(GAZETTE, language="de-CH"))
    return find_home()("gazette.example")


def test_a_refusal_by_the_edge_is_a_page_in_the_language_of_the_house(german):
    page = page_of(too_large(1_048_576), german.voice).decode()
    assert '<html lang="de-CH" dir="ltr">' in page
    assert "<h1>Das ist zu groß</h1>" in page
    assert "Schicken Sie höchstens 1’048’576 Bytes." in page


def test_without_a_house_it_is_english():
    page = page_of(too_large(1000), ENGLISH).decode()
    assert '<html lang="en" dir="ltr">' in page
    assert "Send at most 1000 bytes." in page


def test_the_edge_asks_whoever_lives_there(german, tmp_path):
    front = Front(folder=tmp_path)
    front.home = lambda _host: Home(german.publication_id, german.host, "https", voice=german.voice)
    unknown, _page, known = asked(front, "/page?" + "x" * 9000, "/page", "/page?" + "x" * 9000)
    assert [json.loads(reply.body)["detail"] for reply in (unknown, known)] == [
        "This address is too long.",
        "Diese Adresse ist zu lang.",
    ]
