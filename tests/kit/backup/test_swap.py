"""A restore that does not come to its end can be undone, wherever it ended."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from folkmoot.kit import presence
from folkmoot.kit.backup.manifest import Contents
from folkmoot.kit.backup.of_sqlite import SqliteEngine
from folkmoot.kit.backup.refusals import BadBackupError
from folkmoot.kit.backup.swap import holds_anything, swap, undo
from tests.kit.backup.dying_swap import DEAD

ROOT = Path(__file__).parents[3]
NOTHING = Contents(migrations=(), counts={})
OLD = {
    "folkmoot.sqlite3": b"old rows",
    "folkmoot.sqlite3-wal": b"old log",
    "folkmoot.sqlite3.lock": b"",
    "epochs": b"old epochs",
    "keys/guest": b"old key",
    "media/ab/old.webp": b"old picture",
    "backups/nightly.zip": b"kept",
}
NEW = {"database.sqlite3": b"new rows", "keys/guest": b"new key", "media/cd/new.webp": b"new picture"}
COMES_IN = {"folkmoot.sqlite3": b"new rows", "keys/guest": b"new key", "media/cd/new.webp": b"new picture"}
STAYS = {name: OLD[name] for name in ("folkmoot.sqlite3.lock", "backups/nightly.zip")}


def lay_out(folder, files):
    for name, words in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(words)
    return folder


def found(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def data(tmp_path):
    return lay_out(tmp_path / "data", OLD)


@pytest.fixture
def staged(tmp_path):
    return lay_out(tmp_path / "staged", NEW)


def engine_of(data):
    return SqliteEngine(data / "folkmoot.sqlite3")


def test_what_was_there_is_kept_aside_and_what_is_not_ours_stays(data, staged):
    aside = swap(data, engine_of(data), staged, NOTHING, label="replaced-then")
    assert aside == data / "replaced-then"
    kept = {f"replaced-then/{name}": words for name, words in OLD.items() if name not in STAYS}
    assert found(data) == {**COMES_IN, **STAYS, **kept}


def test_into_an_empty_folder_nothing_is_kept_aside(tmp_path, staged):
    data = lay_out(tmp_path / "empty", {"drain.lock": b""})
    assert not holds_anything(data, engine_of(data))
    assert swap(data, engine_of(data), staged, NOTHING, label="replaced-then") is None
    assert found(data) == {**COMES_IN, "drain.lock": b""}
    assert holds_anything(data, engine_of(data))


@pytest.mark.parametrize("before", [OLD, {}, {"keys/guest": b"only a key"}], ids=["full", "empty", "key"])
def test_a_database_that_refuses_the_copy_changes_nothing(tmp_path, staged, before):
    class Refusing(SqliteEngine):
        def put(self, copy, contents):
            message = "no"
            raise BadBackupError(message)

    data = lay_out(tmp_path / "house", before)
    data.mkdir(exist_ok=True)
    with pytest.raises(BadBackupError):
        swap(data, Refusing(data / "folkmoot.sqlite3"), staged, NOTHING, label="replaced-then")
    assert found(data) == before


def test_wherever_it_is_killed_all_is_as_before_or_as_it_should_be(tmp_path):
    died = 0
    for moves in range(1, 30):
        data = lay_out(tmp_path / f"data {moves}", OLD)
        staged = lay_out(tmp_path / f"staged {moves}", NEW)
        code = subprocess.run(
            [sys.executable, "-m", "tests.kit.backup.dying_swap", data, staged, str(moves)],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "folkmoot.settings"},
            check=False,
        ).returncode
        if code == 0:
            break
        assert code == DEAD
        died += 1
        was_begun = (data / presence.UNFINISHED).exists()
        if was_begun:
            with pytest.raises(presence.NotAloneError, match="was cut short"):
                presence.arrive(data)
            (data / presence.NAME).unlink()
        assert undo(data, engine_of(data)) is was_begun
        assert found(data) == OLD
    assert died == 9, "the note, five old things, two folders and the database were about to be moved"


def test_where_nothing_was_begun_nothing_is_undone(data):
    assert not undo(data, engine_of(data))
    assert found(data) == OLD
