"""The house dies at each named place in turn, lives again, and keeps what it promised."""

from __future__ import annotations

import signal

import pytest
from django.db import connection

from folkmoot.discussion.models import Comment
from folkmoot.kit.failpoints import Failpoint
from tests.discussion.stage import set_stage
from tests.proof.budget import ROUNDS
from tests.proof.marks import soon_unmarked
from tests.proof.mortal_house import MortalHouse
from tests.proof.speakers import Crowd, Promises
from tests.proof.zeros import everything_wrong

pytestmark = [pytest.mark.proof, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
SPEAKERS = 4
SELDOM = (Failpoint.DRAIN_PLACE_SAVED, Failpoint.CHECKPOINT_COMING, Failpoint.CHECKPOINT_DONE)
OF_COMMANDS = ("backup.", "import.", "letter.", "migration.")
OF_SERVING = [point for point in Failpoint if not point.startswith(OF_COMMANDS)]


@pytest.fixture(scope="module")
def house(django_db_setup):
    lives = MortalHouse(connection.settings_dict["NAME"], FOLKMOOT_LOG_LEVEL="ERROR")
    yield lives
    lives.close()


def passage_of(point: Failpoint, seed: int) -> int:
    """Return at which passage the round with this seed ends: now early, now late."""
    return 1 + (seed % 5 if point in SELDOM else seed * 7 % 20)


def die_once(house: MortalHouse, crowd: Crowd, failpoint: str) -> None:
    """Let the crowd speak to a life that ends there, and finish with one that does not."""
    house.live(failpoint)
    crowd.begin()
    assert house.ended() == -signal.SIGKILL
    house.live()
    crowd.end()


@pytest.mark.parametrize("point", OF_SERVING)
def test_whoever_dies_there_keeps_what_was_promised(house, marked, point):
    if connection.vendor != "sqlite" and point.startswith("checkpoint."):
        pytest.skip("PostgreSQL checkpoints by itself")
    thread_id = set_stage(host="localhost").thread_id
    promises = Promises()
    for seed in range(ROUNDS):
        crowd = Crowd(f"{point} {seed}", SPEAKERS, port=house.port, thread_id=thread_id, promises=promises)
        die_once(house, crowd, f"{point}:{passage_of(point, seed)}")
        assert soon_unmarked() == set()
        house.kill()
        assert everything_wrong(promises.acknowledged, promises.sent) == []
        assert promises.refused == []
        assert len(promises.acknowledged) == len(promises.sent)
        assert dict(Comment.objects.exclude(rank=0).values_list("id", "rank")) == promises.nets()
    assert promises.doubts
