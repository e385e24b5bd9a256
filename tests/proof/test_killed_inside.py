"""The house dies inside SQLite, where no line of ours is: half-way through a commit, a flush and a checkpoint.

strace kills it as it asks the kernel for the n-th write or flush of one file.
"""

from __future__ import annotations

import signal

import pytest
from django.db import connection

from tests.discussion.stage import set_stage
from tests.proof.budget import ROUNDS
from tests.proof.marks import soon_unmarked
from tests.proof.mortal_house import MortalHouse
from tests.proof.speakers import Crowd, Promises
from tests.proof.trace import killing_at
from tests.proof.zeros import everything_wrong

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]
SPEAKERS = 4
SLOWNESS = 3  # each death costs a start: fewer of them


@pytest.mark.parametrize(
    ("call", "suffix", "first", "step"),
    [("pwrite64", "-wal", 61, 37), ("fdatasync", "-wal", 4, 5), ("pwrite64", "", 2, 7)],
    ids=["commit", "flush", "checkpoint"],
)
def test_whoever_dies_inside_keeps_what_was_promised(marked, call, suffix, first, step):
    database = connection.settings_dict["NAME"]
    thread_id = set_stage(host="localhost").thread_id
    promises = Promises()
    survivor = MortalHouse(database, FOLKMOOT_LOG_LEVEL="ERROR")
    try:
        for seed in range(max(1, ROUNDS // SLOWNESS)):
            victim = MortalHouse(
                database, *killing_at(call, database + suffix, first + seed * step), FOLKMOOT_LOG_LEVEL="ERROR"
            )
            crowd = Crowd(f"{call} {seed}", SPEAKERS, port=victim.port, thread_id=thread_id, promises=promises)
            victim.live()
            crowd.begin()
            assert victim.ended() == -signal.SIGKILL
            crowd.move(survivor.port)
            victim.close()
            survivor.live()
            crowd.end()
            assert soon_unmarked() == set()
            survivor.kill()
            assert everything_wrong(promises.acknowledged, promises.sent) == []
            assert promises.refused == []
            assert len(promises.acknowledged) == len(promises.sent)
    finally:
        survivor.close()
    assert promises.doubts
