"""What stays on the shelf when there is too much for it."""

from __future__ import annotations

import pytest

from folkmoot.edge.counts import Counts
from folkmoot.edge.pages import OVERHEAD_BYTES, Page
from folkmoot.edge.shelf import LARGEST_SHARE, Shelf
from tests.edge.front import rendered

BODY_BYTES = 10_000
ROOM = 40  # pages
LIMIT_BYTES = ROOM * (BODY_BYTES + OVERHEAD_BYTES)


def page(*, generation=0, status=200, size_bytes=BODY_BYTES) -> Page:
    answer = rendered("x" * size_bytes, status=status)
    return Page(answer, slots=(), seen=(), began_at=0.0, render_s=0.0, stale_s=1.0, generation=generation)


@pytest.fixture
def counts():
    return Counts()


@pytest.fixture
def shelf(counts):
    return Shelf(LIMIT_BYTES, counts)


def read_twice(shelf, *keys):
    for key in keys:
        shelf.put(key, page())
        assert shelf.get(key)


def test_it_never_holds_more_than_it_may(shelf, counts):
    for number in range(3 * ROOM):
        shelf.put(number, page())
        if number % 2:
            shelf.get(number)
        assert shelf.size_bytes <= LIMIT_BYTES
    assert counts.evicted == 3 * ROOM - shelf.entries


def test_addresses_asked_for_once_do_not_push_out_what_people_read(shelf):
    read_twice(shelf, "front", "article")
    for number in range(10 * ROOM):
        shelf.put(number, page())
    assert shelf.get("front")
    assert shelf.get("article")


def test_what_is_missing_or_moved_pushes_out_nothing_however_often_it_is_asked_for(shelf):
    read_twice(shelf, *(f"article {number}" for number in range(20)))
    for status in (404, 301):
        for number in range(10 * ROOM):
            shelf.put((status, number), page(status=status))
            for _ in range(3):
                shelf.get((status, number))
    assert all(shelf.get(f"article {number}") for number in range(20))


def test_among_pages_that_are_read_the_least_recently_read_goes_first(shelf):
    read_twice(shelf, *range(30))
    shelf.get(0)
    read_twice(shelf, *range(30, 50))
    assert shelf.get(0)
    assert shelf.get(1) is None


def test_a_page_made_anew_takes_the_place_of_the_old_one(shelf):
    read_twice(shelf, "article")
    before = shelf.size_bytes
    newer = page()
    shelf.put("article", newer)
    assert shelf.get("article") is newer
    assert shelf.size_bytes == before
    for number in range(10 * ROOM):
        shelf.put(number, page())
    assert shelf.get("article") is newer


def test_codings_are_counted_when_they_are_made(shelf):
    shelf.put("article", page())
    kept = shelf.get("article")
    before = shelf.size_bytes
    variant = kept.add_variant("gzip")
    shelf.grown("article", kept)
    assert shelf.size_bytes == before + variant.size_bytes


def test_one_huge_page_is_not_kept(shelf):
    shelf.put("huge", page(size_bytes=LIMIT_BYTES // LARGEST_SHARE))
    assert shelf.get("huge") is None
    assert shelf.size_bytes == 0


def test_what_was_begun_before_the_shelf_was_shut_is_never_kept(shelf):
    begun_before = page(generation=shelf.generation)
    shelf.put("article", page())
    shelf.shut()
    begun_meanwhile = page(generation=shelf.generation)
    shelf.put("article", begun_meanwhile)
    assert shelf.get("article") is None
    shelf.reopen()
    for late in (begun_before, begun_meanwhile):
        shelf.put("article", late)
        assert shelf.get("article") is None
    shelf.put("article", page(generation=shelf.generation))
    assert shelf.get("article")


def test_an_opened_shelf_begins_empty(shelf):
    shelf.put("article", page())
    shelf.shut()
    shelf.reopen()
    assert shelf.get("article") is None
    assert (shelf.size_bytes, shelf.entries) == (0, 0)
