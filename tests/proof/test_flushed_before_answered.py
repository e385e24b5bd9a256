"""Strace as a witness: the log was flushed to the disk before the first byte of the 201 left."""

from __future__ import annotations

import time

import pytest
from django.db import connection

from tests.discussion.stage import set_stage
from tests.proof.budget import ROUNDS
from tests.proof.mortal_house import MortalHouse
from tests.proof.speakers import Crowd, Promises
from tests.proof.trace import Promise, Trace, read_trace, strace_of

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]
POSTS = min(200, 20 * ROUNDS)
PATIENCE_S = 120


def trace_of_posts(folder, *, speakers: int, posts: int = POSTS, **environ: str) -> tuple[Trace, list[Promise]]:
    """Let speakers post under strace; return what was seen, and of each acknowledged post when it was logged and answered."""
    output = folder / "strace.txt"
    prefix = strace_of(output)
    house = MortalHouse(connection.settings_dict["NAME"], *prefix, FOLKMOOT_LOG_LEVEL="ERROR", **environ)
    promises = Promises()
    try:
        house.live()
        thread_id = set_stage(host="localhost").thread_id
        crowd = Crowd("Witness", speakers, port=house.port, thread_id=thread_id, promises=promises)
        crowd.begin()
        deadline_s = time.monotonic() + PATIENCE_S
        while len(promises.acknowledged) < posts and time.monotonic() < deadline_s:
            time.sleep(0.05)
        crowd.end()
    finally:
        house.close()
    assert promises.refused == []
    trace = read_trace(output)
    return trace, list(trace.promises(list(promises.acknowledged)).values())


def is_kept(promise: Promise, trace: Trace) -> bool:
    """Return whether a flush began after the comment was in the log, and ended before its answer began."""
    return any(promise.logged < flush.began and flush.ended < promise.answered for flush in trace.flushes())


@pytest.mark.parametrize("speakers", [1, 16])
def test_each_201_leaves_after_a_flush_that_began_after_the_comment_was_written(tmp_path, marked, speakers):
    trace, promises = trace_of_posts(tmp_path, speakers=speakers)
    assert len(promises) >= POSTS
    assert all(0 <= promise.logged < promise.answered for promise in promises)
    kept = sum(is_kept(promise, trace) for promise in promises)
    print(f"{kept} of {len(promises)} by {speakers}, {len(trace.flushes())} flushes")
    assert kept == len(promises)


def test_a_house_that_does_not_wait_for_the_disk_is_found_out(tmp_path, marked):
    trace, promises = trace_of_posts(tmp_path, speakers=4, posts=20, FOLKMOOT_TEST_CARELESS="1")
    assert len(promises) >= 20
    assert all(0 <= promise.logged < promise.answered for promise in promises)
    assert not any(is_kept(promise, trace) for promise in promises)
