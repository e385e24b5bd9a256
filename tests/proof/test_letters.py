"""Letters are sent by a process that is killed at each of its named places: none is forgotten, and only one place sends twice."""

from __future__ import annotations

import contextlib
import signal
import sqlite3

import pytest

from folkmoot.kit.failpoints import Failpoint
from tests.post import mail_server
from tests.proof.mortal_house import MortalHouse
from tests.ready_made import copy_to

pytestmark = pytest.mark.proof
KILLED = -signal.SIGKILL
LETTERS = 3

BEGIN = f"""
from datetime import UTC, datetime
from folkmoot.articles.models import Publication
from folkmoot.notifications.commands.write_delivery import write_delivery
from folkmoot.notifications.values import Words
now = datetime(2026, 3, 2, 12, tzinfo=UTC)
paper = Publication.objects.create(slug="POINT", name="The Paper", base_url="http://paper.example", created_at=now)
for number in range({LETTERS}):
    write_delivery(
        publication_id=paper.id, kind="receipt", fact=f"payment|{{number}}", to="gus@mail.example",
        words=Words(f"Gift {{number}}", "Thank you."), now=now,
    )
"""
SEND = """
from datetime import UTC, datetime, timedelta
from folkmoot.notifications.commands.send_deliveries import send_deliveries
send_deliveries(now=datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(hours=HOURS))
"""


@pytest.fixture(scope="module")
def postbox():
    with mail_server() as box:
        yield box


@pytest.fixture(scope="module")
def house(tmp_path_factory, postbox):
    """Return a house with its own database of the tests' shape."""
    data = tmp_path_factory.mktemp("mortal")
    lives = MortalHouse(
        str(data / "folkmoot.sqlite3"),
        log=data / "log",
        FOLKMOOT_DATA=str(data),
        FOLKMOOT_DATABASE_URL="",
        FOLKMOOT_SMTP_URL=f"smtp://127.0.0.1:{postbox.port}",
    )
    copy_to(data / "folkmoot.sqlite3")
    yield data / "folkmoot.sqlite3", lives
    lives.close()


@pytest.mark.parametrize("point", [Failpoint.LETTER_CLAIMED, Failpoint.LETTER_SENT])
def test_letters_survive_whoever_sends_them(house, postbox, point):
    database, lives = house
    postbox.letters.clear()
    assert run(lives, "shell", "-v", "0", "-c", BEGIN.replace("POINT", point)) == 0
    deaths = [send(lives, hours=number, dies_at=f"{point}:2") for number in range(LETTERS)]
    assert deaths == [KILLED] * (LETTERS - 1) + [0]
    assert send(lives, hours=LETTERS) == 0
    with contextlib.closing(sqlite3.connect(database)) as rows:
        assert rows.execute("SELECT DISTINCT state FROM notifications_delivery").fetchall() == [("sent",)]
    subjects = [letter["Subject"] for letter in postbox.letters]
    assert set(subjects) == {f"Gift {number}" for number in range(LETTERS)}
    assert len({letter["Message-ID"] for letter in postbox.letters}) == LETTERS
    sent_twice = len(subjects) - LETTERS
    assert sent_twice == (deaths.count(KILLED) if point is Failpoint.LETTER_SENT else 0)


def run(house: MortalHouse, *words: str, dies_at: str = "") -> int:
    """Return how a command ended."""
    house.live(dies_at, *words)
    return house.ended()


def send(house: MortalHouse, *, hours: int, dies_at: str = "") -> int:
    """Let a process send letters, so many hours after they were written; return how it ended."""
    return run(house, "shell", "-v", "0", "-c", SEND.replace("HOURS", str(hours)), dies_at=dies_at)
