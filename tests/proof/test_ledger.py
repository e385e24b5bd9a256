"""The ledger and its verdict: each kind of broken promise is seen, and nothing else is."""

from __future__ import annotations

import pytest

from tests.proof.kills.book import PUBLISHED, WITHDRAWN, Book, Said, Wish
from tests.proof.kills.verdict import Verdict, judge

SAID = Said(PUBLISHED, "m1 hello")


def stored(*comments, votes=(), silent=()):
    sentences = {"factless": [], "miscounts": [], "damage": []}
    return {"comments": list(comments), "votes": list(votes), "silent": list(silent), **sentences}


def row(number=7, source="m1 hello", state=PUBLISHED, reader=3, key="key-1"):
    return [number, source, state, reader, key]


def wish(truth, then, kind="post"):
    return Wish(kind=kind, method="POST", path="/", payload=None, truth=truth, then={then})


@pytest.fixture
def book():
    """Return a ledger in which one comment was acknowledged."""
    book = Book()
    comment = book.new_comment("m1", "key-1", 1)
    asked = wish(comment.may_be, SAID)
    book.begin(asked)
    book.acknowledge(asked)
    comment.comment_id, comment.reader_id = 7, 3
    return book


def test_what_was_promised_and_is_there_is_no_finding(book):
    assert judge(book, stored(row())) == Verdict()


@pytest.mark.parametrize(
    "rows",
    [(), (row(source="m1 else"),), (row(state=WITHDRAWN),), (row(number=8),), (row(reader=4),), (row(key="key-2"),)],
    ids=["not there", "other words", "withdrawn", "another number", "another reader", "another key"],
)
def test_what_was_promised_and_is_not_so_is_lost(book, rows):
    assert judge(book, stored(*rows)).lost


def test_the_same_twice_is_double(book):
    assert judge(book, stored(row(), row(number=8))).double


def test_what_nobody_asked_for_is_a_phantom(book):
    found = judge(book, stored(row(), row(source="m2 who"), votes=[(3, 7, 1)], silent=[9]))
    assert [sentence.split()[0] for sentence in found.phantom] == ["nobody", "reader", "the"]


def test_what_was_refused_and_is_there_is_a_phantom(book):
    refused = wish(book.new_comment("m2", "key-2", 1).may_be, Said(PUBLISHED, "m2 no"))
    book.begin(refused)
    book.refuse(refused, "wrong_parent")
    assert judge(book, stored(row())) == Verdict()
    assert judge(book, stored(row(), row(8, "m2 no", key="key-2"))).phantom


def test_what_is_on_its_way_may_be_there_or_not(book):
    book.begin(wish(book.new_comment("m2", "key-2", 1).may_be, Said(PUBLISHED, "m2 maybe")))
    assert judge(book, stored(row())) == Verdict()
    assert judge(book, stored(row(), row(8, "m2 maybe", key="key-2"))) == Verdict()


def test_what_was_refused_after_a_lost_try_may_be_there_or_not(book):
    asked = wish(book.vote_of(3, 8), 1, kind="vote")
    book.begin(asked)
    book.doubt(asked, "no answer")
    book.refuse(asked, "not_votable")
    assert judge(book, stored(row())) == Verdict()
    assert judge(book, stored(row(), votes=[(3, 8, 1)])) == Verdict()
    assert judge(book, stored(row(), votes=[(3, 8, -1)])).lost


def test_a_vote_that_was_promised_and_is_another_is_lost(book):
    for value in (1, -1):
        asked = wish(book.vote_of(3, 8), value, kind="vote")
        book.begin(asked)
        book.acknowledge(asked)
    assert judge(book, stored(row(), votes=[(3, 8, -1)])) == Verdict()
    assert judge(book, stored(row(), votes=[(3, 8, 1)])).lost
    assert judge(book, stored(row())).lost
