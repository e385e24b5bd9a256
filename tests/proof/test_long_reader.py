"""Somebody keeps reading for a long time while readers write: the log grows, nobody is refused, and then it is short again.

Three seconds and a log of 128 KB in `make test`; `FOLKMOOT_TEST_READER_S=600` is the long form, with the log's real size.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from pathlib import Path

import pytest
from django.db import connection

from folkmoot.kit.sqlite import checkpoint
from tests.discussion.stage import set_stage
from tests.proof.mortal_house import MortalHouse
from tests.proof.speakers import Crowd, Promises
from tests.proof.zeros import everything_wrong

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]
READER_S = float(os.environ.get("FOLKMOOT_TEST_READER_S", "3"))
IS_LONG = READER_S >= 60
LOG_BYTES = checkpoint.PASSIVE_BYTES if IS_LONG else 2**17
BOUND_BYTES = 2**27 if IS_LONG else 4 * LOG_BYTES
SHORT_WITHIN_S = 30
SPEAKERS = 4


@contextlib.contextmanager
def reading(database: str):
    """Keep a read transaction open, as a slow report would."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        before = reader.execute("SELECT count(*) FROM discussion_comment").fetchone()
        yield
        assert reader.execute("SELECT count(*) FROM discussion_comment").fetchone() == before


def wait_for_length(log: Path, is_reached) -> tuple[int, float]:
    """Return the log's length and after how many seconds it was reached, or what it is when patience ends."""
    begun_s = time.monotonic()
    while not is_reached(log.stat().st_size) and time.monotonic() - begun_s < SHORT_WITHIN_S:
        time.sleep(0.05)
    return log.stat().st_size, time.monotonic() - begun_s


@pytest.mark.parametrize("go_on", [True, False], ids=["others go on writing", "nobody writes any more"])
def test_the_log_is_short_again_when_a_long_reader_has_gone(marked, go_on):
    database = connection.settings_dict["NAME"]
    log = Path(database + "-wal")
    thread_id = set_stage(host="localhost").thread_id
    promises = Promises()
    house = MortalHouse(database, FOLKMOOT_LOG_LEVEL="ERROR", FOLKMOOT_TEST_LOG_BYTES=str(LOG_BYTES))
    crowd = Crowd("Busy", SPEAKERS, port=house.port, thread_id=thread_id, promises=promises)
    house.live()
    try:
        with reading(database):
            crowd.begin()
            time.sleep(READER_S)
            grown_bytes, _ = wait_for_length(log, lambda size: size > 2 * BOUND_BYTES)
            if not go_on:
                crowd.end()
        left_bytes, after_s = wait_for_length(log, lambda size: size <= BOUND_BYTES)
        crowd.end()
    finally:
        house.close()
    print(f"{grown_bytes} bytes beside the reader, {left_bytes} after {after_s:.1f} s; {len(promises.sent)} posts")
    assert grown_bytes > 2 * BOUND_BYTES
    assert left_bytes <= BOUND_BYTES
    assert promises.refused == promises.put_off == []
    assert promises.doubts == 0
    assert everything_wrong(promises.acknowledged, promises.sent) == []
