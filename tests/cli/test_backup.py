"""`folkmoot backup` and `folkmoot restore`, as their owner runs them, on both databases."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.kit.backup.archives import GOOD, manifest, write
from tests.plugin import ON_POSTGRES
from tests.postgres_tools import tools_folder

NAMES = ("folkmoot_from", "folkmoot_to")
ASIDE = "SELECT count(*) FROM pg_namespace WHERE starts_with(nspname, 'replaced_')"


class Owner:
    """Somebody with two data folders, and on PostgreSQL two databases; commands go to one of them."""

    def __init__(self, tmp_path):
        self.folders = {"from": tmp_path / "from", "to": tmp_path / "to"}
        self.file = tmp_path / "backup.zip"

    def environment(self, which):
        mine = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
        mine |= {"FOLKMOOT_DATA": str(self.folders[which]), "PYTHONWARNINGS": "error"}
        if ON_POSTGRES:
            address = urlsplit(settings.FOLKMOOT.database_url)._replace(path=f"/folkmoot_{which}")
            mine |= {"FOLKMOOT_DATABASE_URL": urlunsplit(address), "FOLKMOOT_POSTGRES_TOOLS": tools_folder()}
        return mine

    def runs(self, which, *words, code=0):
        """Run a command; return what it said, on stdout if all went well and on stderr otherwise."""
        done = subprocess.run(
            [sys.executable, "-m", "folkmoot", *map(str, words)],
            env=self.environment(which),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr == "") == (code, code == 0), done.stdout + done.stderr
        return done.stderr if code else done.stdout

    def asks(self, which, question):
        """Return what Python prints inside the house."""
        return self.runs(which, "shell", "--no-imports", "-c", question).strip()


@pytest.fixture
def owner(tmp_path):
    if not ON_POSTGRES:
        yield Owner(tmp_path)
        return
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"CREATE DATABASE {name}")
    yield Owner(tmp_path)
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


MAKE = """
from folkmoot.kit import clock
from folkmoot.readers.commands.make_guest import make_guest
from folkmoot.kit.keys import instance_key, day_key
from folkmoot.readers.models import Account
Account.objects.create_user(email="ivo@lantern.example", password="a long password", name="Ivo")
print(instance_key("guest").hex(), len(day_key(clock.now().date())))
"""
COUNT = """
from folkmoot.kit.keys import instance_key
from folkmoot.readers.models import Account
print(Account.objects.count(), instance_key("guest").hex())
"""


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_what_was_backed_up_comes_back_and_what_it_replaces_is_kept(owner):
    owner.runs("from", "migrate", "-v", "0")
    guest_key = owner.asks("from", MAKE).split()[0]
    picture = owner.folders["from"] / "media" / "ab" / "abc-480.webp"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"a picture")

    said = owner.runs("from", "backup", owner.file)
    assert said.startswith(f"{owner.file}: ")
    assert "1 media files, 1 keys; verified." in said
    assert owner.runs("to", "restore", "--dry-run", owner.file).startswith("Verified: the backup of ")
    assert not owner.folders["to"].exists()

    assert owner.runs("to", "restore", owner.file).startswith("Restored: the backup of ")
    assert owner.asks("to", COUNT) == f"1 {guest_key}"
    assert (owner.folders["to"] / "media" / "ab" / "abc-480.webp").read_bytes() == b"a picture"

    assert "is not empty: --replace" in owner.runs("to", "restore", owner.file, code=1)
    (owner.folders["to"] / "epochs").write_bytes(b"of other ids")
    said = owner.runs("to", "restore", "--replace", owner.file)
    assert "What was there before is kept in " in said
    (aside,) = owner.folders["to"].glob("replaced-*")
    assert (aside / "keys" / "guest").read_bytes().hex() == guest_key
    assert not (owner.folders["to"] / "epochs").exists()
    assert owner.asks("to", COUNT) == f"1 {guest_key}"

    owner.runs("to", "backup", owner.file)  # a house that was restored can be backed up and restored in its turn
    owner.runs("from", "restore", "--replace", owner.file)
    assert owner.asks("from", COUNT) == f"1 {guest_key}"
    if ON_POSTGRES:
        assert owner.asks("to", f"from folkmoot.kit.sql import rows\nprint(rows({ASIDE!r})[0][0])") == "1"
        with zipfile.ZipFile(owner.file) as archive:
            assert b"replaced_" not in archive.read("database.dump")


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_nothing_is_replaced_under_a_running_server(owner):
    owner.runs("from", "migrate", "-v", "0")
    owner.runs("from", "backup", owner.file)
    worker = subprocess.Popen(
        [sys.executable, "-m", "folkmoot", "worker"],
        env=owner.environment("from"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert worker.stdout.readline().startswith("The worker is running")
        said = owner.runs("from", "restore", "--replace", owner.file, code=1)
        assert said.startswith(f"Folkmoot is running on {owner.folders['from']}: stop it first")
    finally:
        worker.kill()
        worker.communicate()
    owner.runs("from", "restore", "--replace", owner.file)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not ON_POSTGRES, reason="on SQLite everyone is on this machine")
def test_nobody_else_may_be_connected_to_postgresql(owner):
    owner.runs("from", "migrate", "-v", "0")
    owner.runs("from", "backup", owner.file)
    other = connection.copy()
    other.settings_dict = {**other.settings_dict, "NAME": "folkmoot_from"}
    with other.cursor() as cursor:
        cursor.execute("SELECT 1")
        said = owner.runs("from", "restore", "--replace", owner.file, code=1)
    other.close()
    assert said == "Others are connected to the database (1): stop Folkmoot on every machine first.\n"


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
def test_a_backup_that_must_not_be_restored_changes_nothing(tmp_path, files, told, code, words):
    owner = Owner(tmp_path)
    owner.runs("to", "migrate", "-v", "0")
    write(owner.file, files, told)
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    said = owner.runs("to", "restore", "--replace", owner.file, code=code)
    assert words in said
    assert said.count("\n") == 1
    after = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    assert {path for path in after if path not in before} <= {tmp_path / "to" / "drain.lock"}
    assert {path: after[path] for path in before} == before


@pytest.mark.parametrize("words", [("backup", "/nowhere/a.zip"), ("restore", "/nowhere/a.zip")])
def test_a_file_that_cannot_be_is_one_sentence_and_leaves_no_data_folder(tmp_path, words):
    said = Owner(tmp_path).runs("to", *words, code=2)
    assert said in ("The folder /nowhere is not there.\n", "/nowhere/a.zip is not there.\n")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_house_has_nothing_to_back_up(tmp_path):
    owner = Owner(tmp_path)
    assert "There is nothing to back up" in owner.runs("to", "backup", owner.file, code=1)
    assert list(tmp_path.iterdir()) == []
