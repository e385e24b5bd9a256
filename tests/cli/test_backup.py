"""`folkmoot backup` and `folkmoot restore`, as their owner runs them, on both databases."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.kit.backup.archives import GOOD, manifest, write
from tests.plugin import ON_POSTGRES
from tests.postgres_tools import tools_folder

MAKE = """
from folkmoot.kit import clock
from folkmoot.kit.keys import day_key, instance_key
from folkmoot.readers.models import Account
Account.objects.create_user(email="ivo@lantern.example", password="a long password", name="Ivo")
instance_key("guest"), day_key(clock.now().date())
"""
COUNT = """
from folkmoot.readers.models import Account
print(Account.objects.count())
"""
ASIDE = """
from folkmoot.kit.sql import rows
print(rows("SELECT count(*) FROM pg_namespace WHERE starts_with(nspname, 'replaced_')")[0][0])
"""
on_both = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


class Owner:
    """Somebody with several houses: a data folder each, and on PostgreSQL a database each."""

    def __init__(self, folder):
        self.folder = folder
        self.file = folder / "backup.zip"

    def environment(self, house):
        mine = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
        mine |= {"FOLKMOOT_DATA": str(self.folder / house), "PYTHONWARNINGS": "error"}
        if ON_POSTGRES:
            address = urlsplit(settings.FOLKMOOT.database_url)._replace(path=f"/folkmoot_{house}")
            mine |= {"FOLKMOOT_DATABASE_URL": urlunsplit(address), "FOLKMOOT_POSTGRES_TOOLS": tools_folder()}
        return mine

    def runs(self, house, *words, code=0):
        """Run a command; return what it said, on stdout if all went well and on stderr otherwise."""
        done = subprocess.run(
            [sys.executable, "-m", "folkmoot", *map(str, words)],
            env=self.environment(house),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr == "") == (code, code == 0), done.stdout + done.stderr
        return done.stderr if code else done.stdout

    def asks(self, house, question):
        """Return what Python prints inside the house."""
        return self.runs(house, "shell", "--no-imports", "-c", question).strip()


@contextmanager
def database(name, *, template="template1"):
    """Let there be a database of this name while the body runs; nothing happens on SQLite."""
    if not ON_POSTGRES:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def model(django_db_setup, django_db_blocker, tmp_path_factory):
    """A house with something in it, and what its backup said; each test gets a copy of both."""
    owner = Owner(tmp_path_factory.mktemp("model"))
    with django_db_blocker.unblock(), database("folkmoot_model"):
        owner.runs("model", "migrate", "-v", "0")
        owner.asks("model", MAKE)
        picture = owner.folder / "model" / "media" / "ab" / "abc-480.webp"
        picture.parent.mkdir(parents=True)
        picture.write_bytes(b"a picture")
        owner.said = owner.runs("model", "backup", owner.file)
        yield owner


@pytest.fixture
def owner(model, tmp_path):
    """The owner of a full house, an empty one, and a backup of the full one."""
    shutil.copytree(model.folder / "model", tmp_path / "full")
    shutil.copy(model.file, tmp_path / "backup.zip")
    with database("folkmoot_full", template="folkmoot_model"), database("folkmoot_empty"):
        yield Owner(tmp_path)


class TestOnBothDatabases:
    pytestmark = on_both

    def test_what_was_backed_up_comes_back_and_what_it_replaces_is_kept(self, model, owner):
        assert model.said.startswith(f"{model.file}: ")
        assert "1 media files, 1 keys; verified." in model.said
        empty, guest_key = owner.folder / "empty", (owner.folder / "full" / "keys" / "guest").read_bytes()
        assert owner.runs("empty", "restore", "--dry-run", owner.file).startswith("Verified: the backup of ")
        assert not empty.exists()

        assert owner.runs("empty", "restore", owner.file).startswith("Restored: the backup of ")
        assert owner.asks("empty", COUNT) == "1"
        assert (empty / "media" / "ab" / "abc-480.webp").read_bytes() == b"a picture"
        assert [path.name for path in (empty / "keys").iterdir()] == ["guest"]
        assert (empty / "keys" / "guest").read_bytes() == guest_key

        assert "is not empty: --replace" in owner.runs("empty", "restore", owner.file, code=1)
        (empty / "epochs").write_bytes(b"of other ids")
        assert "What was there before is kept in " in owner.runs("empty", "restore", "--replace", owner.file)
        (aside,) = empty.glob("replaced-*")
        assert (aside / "keys" / "guest").read_bytes() == guest_key
        assert not (empty / "epochs").exists()

    def test_a_house_that_was_restored_can_be_backed_up_and_restored_in_its_turn(self, owner):
        owner.runs("full", "restore", "--replace", owner.file)
        owner.runs("full", "backup", owner.file)
        owner.runs("empty", "restore", owner.file)
        assert owner.asks("empty", COUNT) == "1"
        if ON_POSTGRES:
            assert (owner.asks("full", ASIDE), owner.asks("empty", ASIDE)) == ("1", "0")

    def test_nothing_is_replaced_under_a_running_server(self, owner):
        worker = subprocess.Popen(
            [sys.executable, "-m", "folkmoot", "worker"],
            env=owner.environment("full"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            assert worker.stdout.readline().startswith("The worker is running")
            said = owner.runs("full", "restore", "--replace", owner.file, code=1)
            assert said.startswith(f"Folkmoot is running on {owner.folder / 'full'}: stop it first")
        finally:
            worker.kill()
            worker.communicate()

    @pytest.mark.skipif(not ON_POSTGRES, reason="on SQLite everyone is on this machine")
    def test_nobody_else_may_be_connected_to_postgresql(self, owner):
        other = connection.copy()
        other.settings_dict = {**other.settings_dict, "NAME": "folkmoot_full"}
        with other.cursor() as cursor:
            cursor.execute("SELECT 1")
            said = owner.runs("full", "restore", "--replace", owner.file, code=1)
        other.close()
        assert said == "Others are connected to the database (1): stop Folkmoot on every machine first.\n"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("files", "told", "code", "words"),
    [
        (GOOD | {"../outside": b"x"}, None, 2, "made to do harm"),
        (GOOD, manifest(GOOD), 2, "The database in this backup is damaged"),
        (GOOD, manifest(GOOD, program="99.0"), 1, "restore it with 99.0 or newer"),
        (GOOD, manifest(GOOD, migrations=["kit.9999_later"]), 1, "A newer Folkmoot made this backup"),
        (
            {"database.dump": b"x"},
            manifest({"database.dump": b"x"}, engine="postgresql"),
            1,
            "This backup is of PostgreSQL, and SQLite is set up here",
        ),
        ({"database.sqlite3": b"x"}, b"{}", 2, "its manifest cannot be read"),
    ],
)
def test_a_backup_that_must_not_be_restored_changes_nothing(owner, tmp_path, files, told, code, words):
    write(owner.file, files, told)
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    said = owner.runs("full", "restore", "--replace", owner.file, code=code)
    assert words in said
    assert said.count("\n") == 1
    after = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    assert {path for path in after if path not in before} <= {tmp_path / "full" / "drain.lock"}
    assert {path: after[path] for path in before} == before


@pytest.mark.parametrize("words", [("backup", "/nowhere/a.zip"), ("restore", "/nowhere/a.zip")])
def test_a_file_that_cannot_be_is_one_sentence_and_leaves_no_data_folder(tmp_path, words):
    said = Owner(tmp_path).runs("none", *words, code=2)
    assert said in ("The folder /nowhere is not there.\n", "/nowhere/a.zip is not there.\n")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_house_has_nothing_to_back_up(tmp_path):
    owner = Owner(tmp_path)
    assert "There is nothing to back up" in owner.runs("none", "backup", owner.file, code=1)
    assert list(tmp_path.iterdir()) == []
