"""An upgrade killed at any moment: the next start completes it, and what was written before is all there (D10)."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from folkmoot.kit.backup.unpack import Archive
from tests.portability.exports import comment, export, item, write
from tests.proof.budget import ROUNDS
from tests.proof.mortal_house import MortalHouse

pytestmark = pytest.mark.proof
COMMENTS = 200
KILLS = min(3 * ROUNDS, 50)
NEWEST = ("portability", "sessions", "admin")
SHAPE = "SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2"
APPLIED = "SELECT app, name FROM django_migrations ORDER BY 1, 2"
SAID = "SELECT id, source FROM discussion_comment ORDER BY 1"
UPGRADE = ("migrate", "--backup", "--verbosity", "0")


class Old:
    """A data folder with comments in it, as a program left it that had not the newest tables yet."""

    def __init__(self, data: Path, kept: Path) -> None:
        self.data, self._kept = data, kept
        environ = {"FOLKMOOT_DATA": str(data), "FOLKMOOT_DATABASE_URL": "", "FOLKMOOT_LOG_LEVEL": "ERROR"}
        self.commands = MortalHouse(str(data / "folkmoot.sqlite3"), **environ)
        self._make()
        self.whole, self.said = self.ask(SHAPE), self.ask(SAID)
        self.newest = self.ask(APPLIED)
        for app in NEWEST:
            assert self.run("migrate", app, "zero", "--verbosity", "0") == 0
        self.oldest = self.ask(APPLIED)
        shutil.copytree(data, kept)

    def run(self, *words: str) -> int:
        self.commands.live("", *words)
        return self.commands.ended()

    def ask(self, question: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.data / "folkmoot.sqlite3")) as opened:
            return opened.execute(question).fetchall()

    def start_anew(self) -> None:
        shutil.rmtree(self.data)
        shutil.copytree(self._kept, self.data)

    def _make(self) -> None:
        inside = "".join(comment(number, f"c{number}") for number in range(1, COMMENTS + 1))
        exported = write(self.data, export(item(1, inside=inside)))
        assert self.run("import", "wxr", str(exported)) == 0


@pytest.fixture
def old(tmp_path):
    (tmp_path / "data").mkdir()
    house = Old(tmp_path / "data", tmp_path / "kept")
    yield house
    house.commands.close()


def test_a_start_after_any_kill_completes_the_upgrade(old):
    began_s = time.monotonic()
    assert old.run(*UPGRADE) == 0
    whole_s = time.monotonic() - began_s
    assert (old.ask(SHAPE), old.ask(SAID)) == (old.whole, old.said)
    dice, killed, halfway = random.Random(10), 0, 0
    for _ in range(KILLS):
        old.start_anew()
        old.commands.live("", *UPGRADE)
        time.sleep(dice.uniform(0, whole_s))
        with suppress(ProcessLookupError):  # it may be done
            os.kill(old.commands.pid, signal.SIGKILL)
        killed += old.commands.ended() == -signal.SIGKILL
        applied = old.ask(APPLIED)
        assert set(old.oldest) <= set(applied) <= set(old.newest)
        halfway += applied not in (old.oldest, old.newest)
        assert old.ask(SAID) == old.said
        assert old.run(*UPGRADE) == 0
        assert sorted(old.ask(APPLIED)) == sorted(old.newest)
        assert (old.ask(SHAPE), old.ask(SAID)) == (old.whole, old.said)
        assert old.ask("PRAGMA integrity_check") == [("ok",)]
        assert old.ask("PRAGMA foreign_key_check") == []
        backups = list((old.data / "backups").glob("before-upgrade-*.zip"))
        assert backups
        for path in backups:
            with Archive(path) as archive:
                assert archive.manifest.contents.counts["discussion_comment"] == COMMENTS
    assert killed > KILLS // 2, "it was done before it was killed"
    print(f"{killed} kills of an upgrade of {whole_s:.2f} s, {halfway} of them between two migrations")
