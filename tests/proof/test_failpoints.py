"""The house dies at each named place in turn, lives again, and keeps what it promised."""

from __future__ import annotations

import signal
import time

import pytest
from django.db import connection

from folkmoot.discussion.models import Comment
from folkmoot.kit.failpoints import Failpoint
from folkmoot.kit.outbox.models import OutboxEntry
from tests.discussion.stage import set_stage
from tests.proof.budget import ROUNDS
from tests.proof.mortal_house import MortalHouse
from tests.proof.speakers import Crowd, Promises
from tests.proof.zeros import everything_wrong

pytestmark = [pytest.mark.proof, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
SPEAKERS = 4
PATIENCE_S = 60
OF_COMMANDS = ("backup.", "import.", "migration.")
OF_SERVING = [point for point in Failpoint if not point.startswith(OF_COMMANDS)]
PUBLISHED = "discussion.comment_published"


@pytest.fixture(scope="module")
def house(django_db_setup):
    lives = MortalHouse(connection.settings_dict["NAME"], FOLKMOOT_LOG_LEVEL="ERROR")
    yield lives
    lives.close()


@pytest.fixture
def unmarked():
    """Make the table of marks; return a function that says which published comments lack theirs, or have one too many."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE proof_effect (comment_id BIGINT PRIMARY KEY)")

    def compare() -> set[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT comment_id FROM proof_effect")
            marked = {row[0] for row in cursor.fetchall()}
        payloads = OutboxEntry.objects.filter(kind=PUBLISHED).values_list("payload", flat=True)
        return {payload["comment_id"] for payload in payloads} ^ marked

    yield compare
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE proof_effect")


def soon_none(compare) -> set[int]:
    """Return what is left after the drain had time to do its work."""
    deadline_s = time.monotonic() + PATIENCE_S
    while (left := compare()) and time.monotonic() < deadline_s:
        time.sleep(0.02)
    return left


def passage_of(point: Failpoint, seed: int) -> int:
    """Return at which passage the round with this seed ends: now early, now late."""
    return 1 + seed * (2 if point.startswith("checkpoint.") else 7) % 20


def die_once(house: MortalHouse, crowd: Crowd, failpoint: str) -> None:
    """Let the crowd speak to a life that ends there, and finish with one that does not."""
    house.live(failpoint)
    crowd.begin()
    assert house.ended() == -signal.SIGKILL
    house.live()
    crowd.end()


@pytest.mark.parametrize("point", OF_SERVING)
def test_whoever_dies_there_keeps_what_was_promised(house, unmarked, point):
    if connection.vendor != "sqlite" and point.startswith("checkpoint."):
        pytest.skip("PostgreSQL checkpoints by itself")
    thread_id = set_stage(host="localhost").thread_id
    promises = Promises()
    for seed in range(ROUNDS):
        crowd = Crowd(f"{point} {seed}", SPEAKERS, port=house.port, thread_id=thread_id, promises=promises)
        die_once(house, crowd, f"{point}:{passage_of(point, seed)}")
        assert soon_none(unmarked) == set()
        house.kill()
        assert everything_wrong(promises.acknowledged, promises.sent) == []
        assert promises.refused == []
        assert len(promises.acknowledged) == len(promises.sent)
        assert dict(Comment.objects.exclude(net=0).values_list("id", "net")) == promises.nets()
    assert promises.doubts
