"""Two nodes on one PostgreSQL: what one changes the other shows, and a node cut off from notices shows nothing it kept."""

from __future__ import annotations

import functools
import time

import pytest
from django.db import connection, connections

from folkmoot.kit.outbox.link import APPLICATION
from tests.plugin import ON_POSTGRES
from tests.proof.nodes import found_paper, two_nodes
from tests.wire import Wire, connect_to

pytestmark = [
    pytest.mark.proof,
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not ON_POSTGRES, reason="SQLite is one machine's"),
]
LOST_AFTER_S = 3
GENEROUS_S = 3  # on a busy machine; `python -m bench.nodes` measures
RETURNS_WITHIN_S = 30
ROUNDS = 3


def seconds_until(condition, *, within_s):
    """Return how long it took to come true."""
    began_s = time.monotonic()
    while not condition():
        assert time.monotonic() - began_s < within_s, "it did not come true"
        time.sleep(0.005)
    return time.monotonic() - began_s


def keeps(node, thread_id):
    """Return whether several workers all serve this thread from their shelves."""
    return all(node.keeps(thread_id) for _ in range(8))


def keeps_nothing(node, thread_id):
    """Return whether none of its workers does."""
    return not any(
        node.keeps(thread_id) for _ in range(24)
    )  # fresh connections: that all reach one of two is one chance in 8 million


@pytest.fixture
def wire():
    with Wire(functools.partial(connect_to, connection.settings_dict), only=APPLICATION.encode()) as wire:
        yield wire


@pytest.fixture
def paper():
    thread_id = found_paper()
    connections.close_all()
    return thread_id


def test_what_one_node_changes_the_other_shows_unless_it_cannot_know(paper, wire, tmp_path):
    with two_nodes(tmp_path, connection.settings_dict, wire_port=wire.port) as (one, other):
        one.sign_in()
        removed, kept = one.post(paper, "Gone while nobody could say so"), "Said while nobody could hear it"
        seconds_until(lambda: keeps(other, paper), within_s=RETURNS_WITHIN_S)
        for number in range(ROUNDS):
            words = f"The {number}th word on the bridge"
            comment_id = one.post(paper, words)
            seconds_until(lambda: other.shows(paper, words), within_s=GENEROUS_S)  # noqa: B023 -- asked at once
            one.remove(comment_id)
            seconds_until(lambda: not other.shows(paper, words), within_s=GENEROUS_S)  # noqa: B023 -- asked at once
            seconds_until(lambda: keeps(other, paper), within_s=GENEROUS_S)

        wire.cut()
        one.remove(removed)
        assert other.shows(paper, "Gone while")  # or nothing was cut, and what follows would show nothing
        one.post(paper, kept)
        lost_s = seconds_until(lambda: keeps_nothing(other, paper), within_s=LOST_AFTER_S + GENEROUS_S)
        print(f"cut off, the other node served what it kept for {lost_s:.1f} s")
        assert other.shows(paper, kept)
        assert not other.shows(paper, "Gone while")

        wire.mend()
        seconds_until(lambda: keeps(other, paper), within_s=RETURNS_WITHIN_S)
        one.post(paper, "Heard again")
        seconds_until(lambda: other.shows(paper, "Heard again"), within_s=GENEROUS_S)
