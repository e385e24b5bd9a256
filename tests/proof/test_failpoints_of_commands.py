"""Commands that die at each of their named places, and are given once more: the end is as if nothing had happened."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sqlite3
import zipfile
from pathlib import Path

import pytest

from folkmoot.kit.failpoints import Failpoint
from tests.portability.exports import comment, export, item, write
from tests.portability.running import rows, trees
from tests.proof.budget import ROUNDS
from tests.proof.mortal_house import MortalHouse

pytestmark = pytest.mark.proof
KILLED = -signal.SIGKILL
COMMENTS = 250
MIGRATIONS = 20
SLOWNESS = 3  # a migration of everything takes seconds: fewer rounds


class Commands:
    """`folkmoot` in a data folder of its own, without the price of a start."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.database = data / "folkmoot.sqlite3"
        environ = {"FOLKMOOT_DATA": str(data), "FOLKMOOT_DATABASE_URL": "", "FOLKMOOT_LOG_LEVEL": "ERROR"}
        self._house = MortalHouse(str(self.database), **environ)
        self.close = self._house.close

    def give(self, *words: object, dies_at: str = "") -> int:
        """Return how the command ended."""
        self._house.live(dies_at, *map(str, words))
        return self._house.ended()

    def start_anew(self, migrated: Path | None = None) -> None:
        """Forget everything, or all but the tables."""
        shutil.rmtree(self.data)
        if migrated is None:
            self.data.mkdir()
        else:
            shutil.copytree(migrated, self.data)

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """Return the answer of the database."""
        with contextlib.closing(sqlite3.connect(self.database)) as connection:
            return connection.execute(question).fetchall()


@pytest.fixture(scope="module")
def commands(tmp_path_factory):
    given = Commands(tmp_path_factory.mktemp("mortal"))
    yield given
    given.close()


@pytest.fixture(scope="module")
def migrated(commands, tmp_path_factory) -> Path:
    """Return a data folder with tables and nothing in them."""
    commands.start_anew()
    assert commands.give("migrate", "--verbosity", 0) == 0
    return shutil.copytree(commands.data, tmp_path_factory.mktemp("migrated") / "data")


@pytest.fixture(scope="module")
def exported(tmp_path_factory) -> Path:
    inside = "".join(comment(number, f"c{number}", parent=number // 3) for number in range(1, COMMENTS + 1))
    return write(tmp_path_factory.mktemp("exported"), export(item(1, inside=inside)))


@pytest.fixture(scope="module")
def undisturbed(commands, migrated, exported):
    """Return rows and trees after an import that nobody disturbs."""
    commands.start_anew(migrated)
    assert commands.give("import", "wxr", exported) == 0
    return found(commands)


def found(commands: Commands) -> tuple[object, list[tuple[object, ...]]]:
    """Return rows and trees without the hashes of addresses: each data folder has keys of its own."""
    return rows(commands.data), [row[:6] for row in trees(commands.data)]


@pytest.mark.parametrize("point", [Failpoint.IMPORT_WRITTEN, Failpoint.IMPORT_COMMITTED])
def test_an_import_that_dies_there_ends_as_one_that_nobody_disturbed(commands, migrated, exported, undisturbed, point):
    for seed in range(ROUNDS):
        commands.start_anew(migrated)
        assert commands.give("import", "wxr", exported, dies_at=f"{point}:{1 + seed % 3}") == KILLED
        assert commands.give("import", "wxr", exported) == 0
        assert found(commands) == undisturbed
        assert commands.ask("PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize(
    "point", [Failpoint.MIGRATION_COMING, Failpoint.MIGRATION_WRITTEN, Failpoint.MIGRATION_COMMITTED]
)
def test_a_migration_that_dies_there_is_finished_by_the_next_start(commands, migrated, point):
    commands.start_anew(migrated)
    whole = shape(commands)
    assert len(whole[1]) >= MIGRATIONS
    for seed in range(1, 1 + max(1, ROUNDS // SLOWNESS)):
        commands.start_anew()
        passage = 1 + seed * 7 % MIGRATIONS
        assert commands.give("migrate", "--verbosity", 0, dies_at=f"{point}:{passage}") == KILLED
        assert commands.give("migrate", "--verbosity", 0) == 0
        assert shape(commands) == whole
        assert commands.ask("PRAGMA integrity_check") == [("ok",)]


def shape(commands: Commands) -> tuple[object, list[object]]:
    """Return everything that the database is made of, and which migrations it has had."""
    made = commands.ask("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2")
    return made, commands.ask("SELECT app, name FROM django_migrations ORDER BY id")


@pytest.mark.parametrize("point", [Failpoint.BACKUP_COPIED, Failpoint.BACKUP_VERIFIED])
def test_a_backup_that_dies_there_leaves_the_last_good_one(commands, migrated, tmp_path, point):
    commands.start_anew(migrated)
    target = tmp_path / "backup.zip"
    assert commands.give("backup", target) == 0
    good = target.read_bytes()
    for _ in range(ROUNDS):
        assert commands.give("backup", target, dies_at=f"{point}:1") == KILLED
        assert target.read_bytes() == good
    assert commands.give("backup", target) == 0
    assert zipfile.is_zipfile(target)
    assert list(tmp_path.iterdir()) == [target]
