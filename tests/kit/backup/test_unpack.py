"""An archive is believed nothing that was not checked, and a bad one is one sentence."""

from __future__ import annotations

import json
import zipfile

import pytest

from folkmoot.kit.backup import unpack
from folkmoot.kit.backup.manifest import FORMAT
from folkmoot.kit.backup.refusals import BackupError, BadBackupError, RefusedError
from folkmoot.kit.backup.unpack import Archive
from tests.kit.backup.archives import GOOD, entries, manifest, write


def read_all(path, folder):
    with Archive(path) as archive:
        for number, name in enumerate(archive.manifest.files):
            archive.unpack(name, folder / str(number), lambda _bytes: None)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "unpacked"
    made.mkdir()
    return made


def test_an_honest_archive_is_unpacked_whole(tmp_path, folder):
    read_all(write(tmp_path / "a.zip", GOOD), folder)
    assert [(folder / str(number)).read_bytes() for number in range(3)] == list(GOOD.values())


@pytest.mark.parametrize(
    "name",
    [
        "../outside",
        "/etc/passwd",
        "media/../../outside",
        "media/..",
        "media//double",
        "media/.hidden",
        "media/back\\slash",
        "media/new\nline",
        "media/" + "deep/" * 9 + "file",
        "keys/day-2026-03-02",
        "keys/.ssh",
        "keys/a/b",
        "keys",
        "database.sqlite3-wal",
        "static/page.js",
        "restoring.json",
    ],
)
def test_a_name_that_folkmoot_never_gives_is_refused(tmp_path, name):
    with pytest.raises(BadBackupError, match="made to do harm"):
        Archive(write(tmp_path / "a.zip", GOOD | {name: b"x"}))


@pytest.mark.parametrize("kind", [0o120777, 0o040755, 0o010644, 0o060644])
def test_links_folders_and_devices_are_refused(tmp_path, kind):
    with pytest.raises(BadBackupError, match="is not a plain file"):
        Archive(write(tmp_path / "a.zip", GOOD, mode=kind << 16))


@pytest.mark.parametrize(
    ("files", "listed"),
    [
        (GOOD, GOOD | {"keys/claim": b"c"}),
        (GOOD | {"keys/claim": b"c"}, GOOD),
    ],
)
def test_what_is_not_listed_or_missing_is_refused(tmp_path, files, listed):
    with pytest.raises(BadBackupError, match="not those that its manifest lists"):
        Archive(write(tmp_path / "a.zip", files, manifest(listed)))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(tmp_path):
    path = write(tmp_path / "a.zip", GOOD)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("keys/guest", b"another")
    with pytest.raises(BadBackupError, match="not those that its manifest lists"):
        Archive(path)


@pytest.mark.parametrize("databases", [(), ("database.sqlite3", "database.dump")])
def test_there_is_exactly_one_database(tmp_path, databases):
    files = {"keys/guest": b"g"} | dict.fromkeys(databases, b"rows")
    with pytest.raises(BadBackupError, match="holds no database"):
        Archive(write(tmp_path / "a.zip", files))


def test_a_wrong_checksum_is_found_when_the_file_is_read(tmp_path, folder):
    files = entries(GOOD)
    files["media/ab/abc-480.webp"]["sha256"] = "0" * 64
    with pytest.raises(BadBackupError, match=r"abc-480\.webp is not what the manifest says"):
        read_all(write(tmp_path / "a.zip", GOOD, manifest(GOOD, files=files)), folder)


def test_a_wrong_size_is_found_before_anything_is_read(tmp_path):
    files = entries(GOOD)
    files["database.sqlite3"]["size_bytes"] += 1
    with pytest.raises(BadBackupError, match=r"database\.sqlite3 is not what the manifest says"):
        Archive(write(tmp_path / "a.zip", GOOD, manifest(GOOD, files=files)))


def test_each_flipped_byte_is_found_or_harmless(tmp_path, folder):
    path = write(tmp_path / "a.zip", GOOD)
    whole = path.read_bytes()
    found = 0
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            read_all(path, folder)
        except BackupError:
            found += 1
        for number in range(3):
            (folder / str(number)).unlink(missing_ok=True)
    assert found > len(whole) * 0.7, "times, attributes and extra fields are harmless, contents are not"


@pytest.mark.parametrize("share", [0, 0.01, 0.3, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_one_sentence(tmp_path, share):
    path = write(tmp_path / "a.zip", GOOD)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BadBackupError, match="not a backup of Folkmoot, or it was cut off") as refused:
        Archive(path)
    assert "\n" not in str(refused.value)


def test_a_bomb_is_refused_before_it_goes_off(tmp_path):
    with pytest.raises(BadBackupError, match="is not what the manifest says"):
        Archive(write(tmp_path / "a.zip", GOOD | {"media/bomb": b"\0" * 20_000_000}))


def test_a_manifest_may_be_a_bomb_too(tmp_path):
    with pytest.raises(BadBackupError, match=r"manifest\.json is not what"):
        Archive(write(tmp_path / "a.zip", GOOD, b" " * 20_000_000))


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        manifest(GOOD, files=[]),
        manifest(GOOD, files={"database.sqlite3": 3}),
        manifest(GOOD, counts={"comment": -1}),
        manifest(GOOD, counts={"comment": True}),
        manifest(GOOD, migrations=[1]),
        manifest(GOOD, made_at="yesterday"),
        manifest(GOOD, program="newest"),
        manifest(GOOD, format="1"),
    ],
)
def test_a_manifest_that_is_none_is_one_sentence(tmp_path, told):
    with pytest.raises(BadBackupError, match="its manifest cannot be read"):
        Archive(write(tmp_path / "a.zip", GOOD, told))


@pytest.mark.parametrize("changed", [{"program": "99.0"}, {"program": "0.1.1"}, {"format": FORMAT + 1}])
def test_a_newer_programs_backup_is_refused(tmp_path, changed):
    with pytest.raises(RefusedError, match="This backup was made by Folkmoot"):
        Archive(write(tmp_path / "a.zip", GOOD, manifest(GOOD, **changed)))


@pytest.mark.parametrize("what", ["nothing", "folder", "text", "other zip"])
def test_what_is_no_backup_is_one_sentence(tmp_path, what):
    path = tmp_path / "a.zip"
    if what == "folder":
        path.mkdir()
    elif what == "text":
        path.write_text("Dear diary")
    elif what == "other zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("diary.txt", "Dear diary")
    with pytest.raises(BadBackupError, match=r"is not there|is a folder|is not a backup of Folkmoot"):
        Archive(path)


def test_an_encrypted_entry_is_refused(tmp_path):
    path = write(tmp_path / "a.zip", GOOD)
    words = bytearray(path.read_bytes())
    words[words.index(b"PK\x01\x02") + 8] |= unpack.ENCRYPTED
    path.write_bytes(words)
    with pytest.raises(BadBackupError, match="is not a plain file"):
        Archive(path)


def test_the_manifest_reads_what_it_wrote(tmp_path):
    with Archive(write(tmp_path / "a.zip", GOOD)) as archive:
        assert json.loads(archive.manifest.as_json()) == json.loads(manifest(GOOD))
