"""Backups at random moments while readers write hold every comment that was acknowledged before they began (D9)."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection

from folkmoot.kit import clock
from folkmoot.kit.backup.engine import engine_here
from folkmoot.kit.backup.making import check_backup, make_backup
from tests.discussion.stage import set_stage
from tests.plugin import ON_POSTGRES
from tests.postgres_tools import tools_folder
from tests.proof.budget import ROUNDS
from tests.proof.mortal_house import MortalHouse
from tests.proof.restored import WORDS, restored
from tests.proof.speakers import Crowd, Promises

pytestmark = [pytest.mark.proof, pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
SPEAKERS = 4
BACKUPS = min(2 * ROUNDS, 50)
LONGEST_PAUSE_S = 0.5
PATIENCE_S = 30


@pytest.fixture
def tools(settings):
    """Our own process makes backups of the test's database."""
    settings.FOLKMOOT = replace(django_settings.FOLKMOOT, postgres_tools=tools_folder() if ON_POSTGRES else "")


@pytest.fixture
def lives():
    """Return a function that loads one more process which can serve or run commands."""
    begun = []

    def begin() -> MortalHouse:
        environ = {"FOLKMOOT_POSTGRES_TOOLS": tools_folder()} if ON_POSTGRES else {}
        begun.append(MortalHouse(connection.settings_dict["NAME"], FOLKMOOT_LOG_LEVEL="ERROR", **environ))
        return begun[-1]

    yield begin
    for house in begun:
        house.close()


@pytest.fixture
def marks():
    """The table of the handler that `lives.py` adds."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE proof_effect (comment_id BIGINT PRIMARY KEY)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE proof_effect")


@pytest.fixture
def crowd(lives, marks):
    """Give what a crowd was promised, while it speaks."""
    house, promises = lives(), Promises()
    house.live()
    thread_id = set_stage(host="localhost").thread_id
    crowd = Crowd("backup", SPEAKERS, port=house.port, thread_id=thread_id, promises=promises)
    crowd.begin()
    yield promises
    crowd.end()
    assert promises.refused == []


def lost(promised: dict[str, int], found: dict[str, int]) -> list[str]:
    return [words for words, number in promised.items() if found.get(words) != number]


def test_each_holds_what_was_acknowledged_before_it_began_and_can_be_restored(crowd, tools, tmp_path):
    dice, promised, meanwhile = random.Random(9), [], 0
    for number in range(BACKUPS):
        time.sleep(dice.uniform(0, LONGEST_PAUSE_S))  # any moment will do
        before = dict(crowd.acknowledged)
        make_backup(tmp_path / f"{number}.zip", now=clock.now())
        meanwhile += len(crowd.acknowledged) - len(before)
        promised.append(before)
    longest_s = 0.0
    for number, before in enumerate(promised):
        began_s = time.monotonic()
        with restored(tmp_path / f"{number}.zip", tmp_path / f"house {number}") as found:
            longest_s = max(longest_s, time.monotonic() - began_s)
            assert lost(before, found) == []
    assert len(promised[-1]) > len(promised[0]), "nobody spoke between the backups"
    assert meanwhile, "nobody spoke during a backup"
    print(
        f"{BACKUPS} backups, {len(promised[-1])} comments, {meanwhile} of them meanwhile; restored in {longest_s:.1f} s"
    )


@pytest.mark.skipif(ON_POSTGRES, reason="one file of SQLite's")
def test_a_copy_of_the_database_file_alone_does_lose_them(crowd, tmp_path):
    """The negative control: what stands in the log is not in the file."""
    deadline_s, copy = time.monotonic() + PATIENCE_S, tmp_path / "copy.sqlite3"
    while time.monotonic() < deadline_s:
        before = dict(crowd.acknowledged)
        # Another process copies it: closing the file in this one would drop SQLite's locks.
        subprocess.run(["cp", connection.settings_dict["NAME"], copy], check=True)
        if lost(before, comments_of(copy)):
            return
    pytest.fail("no copy of the file lost anything: the crowd is too slow to prove something")


def comments_of(copy: Path) -> dict[str, int]:
    """Return id by words; none where the file is torn."""
    with closing(sqlite3.connect(copy)) as opened, suppress(sqlite3.DatabaseError):
        return dict(opened.execute(WORDS).fetchall())
    return {}


def test_a_backup_that_is_killed_leaves_the_last_good_one(crowd, tools, lives, tmp_path):
    target, dice = tmp_path / "backup.zip", random.Random(4)
    commands = lives()
    began_s = time.monotonic()
    commands.live("", "backup", str(target))
    assert commands.ended() == 0
    whole_s = time.monotonic() - began_s
    killed = 0
    for number in range(BACKUPS):
        commands.live("", "backup", str(target))
        time.sleep(dice.uniform(0, whole_s))
        with suppress(ProcessLookupError):  # it may be done
            os.kill(commands.pid, signal.SIGKILL)
        killed += commands.ended() == -signal.SIGKILL
        check_backup(target, engine_here(), tmp_path / f"copy {number}")
    assert killed > BACKUPS // 3, "they were all done before they were killed"
    commands.live("", "backup", str(target))
    assert commands.ended() == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []
