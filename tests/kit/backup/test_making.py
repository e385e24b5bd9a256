"""One verified file, made while others write; what was there before stays until it is good."""

from __future__ import annotations

import sqlite3
import stat
import threading
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.db import connection, connections

from folkmoot.kit.backup import postgresql_tools
from folkmoot.kit.backup.engine import engine_here
from folkmoot.kit.backup.making import check_backup, make_backup
from folkmoot.kit.backup.refusals import BadBackupError, RefusedError, StoppedError
from folkmoot.kit.backup.unpack import Archive
from folkmoot.kit.ratelimit import Limit
from tests.cast import NOON
from tests.kit.backup.archives import GOOD, manifest, write
from tests.plugin import ON_POSTGRES

pytestmark = pytest.mark.django_db(transaction=True)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def limits(path):
    with Archive(path) as archive:
        return archive.manifest.contents.counts["kit_limit"]


@pytest.mark.both_databases
def test_it_holds_database_media_and_lasting_keys_and_tells_of_them(house, tmp_path):
    (house / "keys" / "day-2026-03-02").write_bytes(b"d" * 32)
    (house / "keys" / ".guest.123.draft").write_bytes(b"x")
    made = make_backup(tmp_path / "a.zip", now=NOON)
    engine = engine_here()
    assert set(made.manifest.files) == {engine.member, "media/ab/abc-480.webp", "keys/guest"}
    assert made.manifest.made_at == NOON
    assert made.manifest.engine == engine.name
    assert "kit.0001_initial" in made.manifest.contents.migrations
    assert made.size_bytes == (tmp_path / "a.zip").stat().st_size
    assert stat.S_IMODE((tmp_path / "a.zip").stat().st_mode) == 0o600
    assert names(tmp_path) == ["a.zip", "data"]


@pytest.mark.both_databases
def test_others_write_while_it_is_made_and_it_holds_one_moment(house, tmp_path):
    shown = []

    def write_meanwhile(name, _share):
        if name not in shown:
            shown.append(name)
            thread = threading.Thread(target=insert, args=(f"{name} {len(shown)}",))
            thread.start()
            thread.join(5)
            assert not thread.is_alive(), "the backup holds writers up"

    def insert(key):
        Limit.objects.create(key=key, tat_us=1)
        connections.close_all()

    make_backup(tmp_path / "a.zip", now=NOON, show=write_meanwhile)
    assert shown[-2:] == ["packing", "checking"]
    assert limits(tmp_path / "a.zip") == 0
    assert Limit.objects.count() == len(shown)


def test_a_picture_that_came_during_the_copy_is_in_it(house, tmp_path):
    def add(name, _share):
        if name == "copying":
            (house / "media" / "late.webp").write_bytes(b"late")

    made = make_backup(tmp_path / "a.zip", now=NOON, show=add)
    assert "media/late.webp" in made.manifest.files


@pytest.mark.both_databases
@pytest.mark.parametrize("when", ["copying", "packing", "checking"])
def test_whoever_stops_it_leaves_the_last_good_one_and_nothing_else(house, tmp_path, when):
    def stop(name, _share):
        if name == when:
            raise StoppedError

    make_backup(tmp_path / "a.zip", now=NOON)
    before = (tmp_path / "a.zip").read_bytes()
    with pytest.raises(StoppedError):
        make_backup(tmp_path / "a.zip", now=NOON, show=stop)
    assert (tmp_path / "a.zip").read_bytes() == before
    assert names(tmp_path) == ["a.zip", "data"]


def test_a_good_backup_replaces_the_last_one(house, tmp_path):
    make_backup(tmp_path / "a.zip", now=NOON)
    Limit.objects.create(key="one more", tat_us=1)
    make_backup(tmp_path / "a.zip", now=NOON)
    assert limits(tmp_path / "a.zip") == 1


def test_what_a_killed_process_left_is_swept_and_what_another_makes_is_not(house, tmp_path):
    left = tmp_path / ".a.zip.0123abcd.part"
    left.mkdir()
    (left / "database.sqlite3").write_bytes(b"half")
    others = tmp_path / ".b.zip.0123abcd.part"
    others.mkdir()
    make_backup(tmp_path / "a.zip", now=NOON)
    assert names(tmp_path) == [others.name, "a.zip", "data"]


def test_two_at_once_to_one_file_do_not_sweep_each_other(house, tmp_path):
    inner = []

    def make_another(name, _share):
        if name == "packing" and not inner:
            inner.append(name)
            make_backup(tmp_path / "a.zip", now=NOON)

    make_backup(tmp_path / "a.zip", now=NOON, show=make_another)
    assert limits(tmp_path / "a.zip") == 0


@pytest.mark.parametrize("what", ["a diary", "a newer backup"])
def test_what_is_no_backup_of_ours_is_not_overwritten(house, tmp_path, what):
    path = tmp_path / "a.zip"
    if what == "a diary":
        path.write_text("Dear diary")
    else:
        write(path, GOOD, manifest(GOOD, program="99.0"))
    before = path.read_bytes()
    with pytest.raises(RefusedError, match="choose another name"):
        make_backup(path, now=NOON)
    assert path.read_bytes() == before


@pytest.mark.parametrize(("name", "words"), [("nowhere/a.zip", "is not there"), ("data", "is a folder")])
def test_where_it_cannot_be_written_is_one_sentence(house, tmp_path, name, words):
    with pytest.raises(BadBackupError, match=words):
        make_backup(tmp_path / name, now=NOON)


def test_a_name_that_a_restore_would_refuse_is_said_at_once(house, tmp_path):
    (house / "media" / "back\\slash.webp").write_bytes(b"x")
    with pytest.raises(RefusedError, match="rename it or move it away"):
        make_backup(tmp_path / "a.zip", now=NOON)


def test_without_room_nothing_is_begun(house, tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=1000))
    with pytest.raises(RefusedError, match="0 MB are free"):
        make_backup(tmp_path / "a.zip", now=NOON)
    assert names(tmp_path) == ["data"]


@pytest.mark.skipif(ON_POSTGRES, reason="a page of SQLite's")
def test_a_copy_whose_pages_are_damaged_is_found(house, tmp_path):
    make_backup(tmp_path / "a.zip", now=NOON)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    del files["manifest.json"]
    pages = bytearray(files["database.sqlite3"])
    for place in range(4096, len(pages), 4096):
        pages[place : place + 8] = b"\xff" * 8
    forged = files | {"database.sqlite3": bytes(pages)}
    with Archive(tmp_path / "a.zip") as archive:
        counts = dict(archive.manifest.contents.counts)
    write(tmp_path / "b.zip", forged, manifest(forged, counts=counts))
    with pytest.raises(BadBackupError, match="The database in this backup is damaged"):
        check_backup(tmp_path / "b.zip", engine_here(), tmp_path / "copy")


@pytest.mark.skipif(ON_POSTGRES, reason="a file of SQLite's")
def test_rows_that_point_nowhere_and_rows_that_are_missing_are_found(house, tmp_path):
    path = tmp_path / "copy"
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE a (id INTEGER PRIMARY KEY)")
        made.execute("CREATE TABLE b (a INTEGER REFERENCES a)")
        made.execute("INSERT INTO b VALUES (7)")
    made.close()
    contents = replace(make_backup(tmp_path / "a.zip", now=NOON).manifest.contents, migrations=(), counts={})
    with pytest.raises(BadBackupError, match="a row of b points to one of a that is not there"):
        engine_here().check(path, contents)
    made = sqlite3.connect(path)
    made.executescript("INSERT INTO a VALUES (7)")
    made.close()
    with pytest.raises(BadBackupError, match="it has not the rows"):
        engine_here().check(path, contents)
    engine_here().check(path, replace(contents, counts={"a": 1, "b": 1}))


@pytest.mark.both_databases
@pytest.mark.skipif(not ON_POSTGRES, reason="tools of PostgreSQL's")
def test_tools_that_are_missing_or_too_old_are_one_sentence(house, settings, tmp_path, monkeypatch):
    (tmp_path / "old").mkdir()
    tool = tmp_path / "old" / "pg_dump"
    tool.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6'\n")
    tool.chmod(0o755)
    settings.FOLKMOOT = replace(settings.FOLKMOOT, postgres_tools=str(tmp_path / "old"))
    with pytest.raises(RefusedError, match="pg_dump 9 is too old for this server: install the client tools"):
        make_backup(tmp_path / "a.zip", now=NOON)
    settings.FOLKMOOT = replace(settings.FOLKMOOT, postgres_tools="")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(postgresql_tools, "DEBIAN", tmp_path)
    with pytest.raises(RefusedError, match=r"pg_dump was not found.+FOLKMOOT_POSTGRES_TOOLS"):
        make_backup(tmp_path / "a.zip", now=NOON)


@pytest.mark.both_databases
@pytest.mark.skipif(not ON_POSTGRES, reason="a dump of PostgreSQL's")
def test_a_dump_that_is_cut_off_is_found(house, tmp_path):
    Limit.objects.bulk_create([Limit(key=f"key {number}", tat_us=1) for number in range(5000)])
    contents = make_backup(tmp_path / "a.zip", now=NOON).manifest.contents
    with Archive(tmp_path / "a.zip") as archive:
        archive.unpack("database.dump", tmp_path / "copy", lambda _bytes: None)
    engine_here().check(tmp_path / "copy", contents)
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "copy").write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(BadBackupError, match="The database in this backup is damaged"):
        engine_here().check(tmp_path / "copy", contents)


def test_a_house_without_a_database_has_nothing_to_back_up(house, tmp_path, monkeypatch):
    if ON_POSTGRES:
        with connection.cursor() as cursor:
            cursor.execute("ALTER SCHEMA public RENAME TO away; CREATE SCHEMA public")
    else:
        monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "none.sqlite3"))
    try:
        with pytest.raises(RefusedError, match="There is nothing to back up"):
            make_backup(tmp_path / "a.zip", now=NOON)
    finally:
        if ON_POSTGRES:
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA public; ALTER SCHEMA away RENAME TO public")
