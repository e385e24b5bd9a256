"""An upgrade begins with a verified backup, and an older program leaves a newer database alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from folkmoot.kit.backup.unpack import Archive
from tests.portability.running import folkmoot
from tests.ready_made import stand

NEWER = (
    "A newer Folkmoot made this database (it has had kit.9999_later, which this one does not know): "
    "run that version or a newer one, or restore a backup from before the upgrade.\n"
)


def record(data, statement):
    with closing(sqlite3.connect(data / "folkmoot.sqlite3")) as database, database:
        database.execute(statement)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return stand(tmp_path_factory.mktemp("house"))


@pytest.fixture
def newer(data):
    record(data, "INSERT INTO django_migrations (app, name, applied) VALUES ('kit', '9999_later', '2026-03-02')")
    yield data
    record(data, "DELETE FROM django_migrations WHERE name = '9999_later'")


@pytest.mark.parametrize(
    "words",
    [
        ("serve", "--port", "0"),
        ("worker",),
        ("migrate",),
        ("demo", "--port", "0"),
        ("import", "wxr", "export.xml"),
    ],
    ids=" ".join,
)
def test_an_older_program_refuses_a_newer_database_in_one_sentence(newer, words):
    done = folkmoot(newer, *words)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", NEWER)


def test_doctor_says_so_too(newer):
    done = folkmoot(newer, "doctor")
    assert f"WRONG  migrations: {NEWER}" in done.stdout


def test_a_pending_migration_comes_after_a_verified_backup(data):
    record(data, "DELETE FROM django_migrations WHERE app = 'portability'")
    record(data, "DROP TABLE portability_importeditem")
    done = folkmoot(data, "migrate", "--backup", "-v", "0")
    assert done.returncode == 0
    (made,) = (data / "backups").glob("before-upgrade-*.zip")
    assert done.stderr == f"The database is backed up in {made} before it is upgraded.\n"
    with Archive(made) as archive:
        assert not [name for name in archive.manifest.contents.migrations if name.startswith("portability.")]
    assert folkmoot(data, "migrate", "--backup", "-v", "0").stderr == ""
    assert list((data / "backups").iterdir()) == [made]


def test_without_a_backup_nothing_is_upgraded(data):
    record(data, "DELETE FROM django_migrations WHERE app = 'portability'")
    (data / "media").mkdir(exist_ok=True)
    (data / "media" / "back\\slash").write_bytes(b"x")
    done = folkmoot(data, "serve", "--port", "0")
    assert done.returncode == 1
    assert "rename it or move it away. So no backup can be made before this upgrade" in done.stderr
    with closing(sqlite3.connect(data / "folkmoot.sqlite3")) as database:
        assert not database.execute("SELECT 1 FROM django_migrations WHERE app = 'portability'").fetchall()


def test_a_new_house_is_made_without_one(tmp_path):
    assert folkmoot(tmp_path, "migrate", "--backup", "-v", "0").stderr == ""
    assert not (tmp_path / "backups").exists()
