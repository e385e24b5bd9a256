"""`folkmoot import`: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.portability.exports import comment, export, item, write
from tests.portability.running import folkmoot, rows
from tests.ready_made import stand

KEYS = ["format", "articles", "pages", "threads", "comments", "votes", "skipped", "unchanged", "seconds"]


@pytest.fixture
def path(tmp_path):
    inside = comment(1) + comment(2, parent=1, approved=0) + comment(3, type="order_note")
    return write(tmp_path, export(item(1, inside=inside), item(2, wp__post_type="page")))


def test_json_is_one_object_and_nothing_else(tmp_path, path):
    done = folkmoot(tmp_path / "data", "import", "wxr", path, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    assert list(report) == KEYS
    assert report["comments"] == {"published": 1, "held": 1, "removed": 0}
    assert report["skipped"] == [
        {"what": "comment", "id": "3", "reason": "the type order_note is not a reader's comment"}
    ]
    assert rows(tmp_path / "data")["discussion_comment"] == 2


def test_people_get_a_page_of_text(tmp_path, path):
    done = folkmoot(stand(tmp_path / "data"), "import", "wxr", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "  articles  1 (1 published)\n" in done.stdout
    assert "  comments  2 (1 published, 1 held)\n" in done.stdout
    assert "1  comment: the type order_note is not a reader's comment [3]\n" in done.stdout
    assert "192.0.2" not in done.stdout


def test_a_dry_run_leaves_no_database_behind(tmp_path, path):
    done = folkmoot(tmp_path / "data", "import", "wxr", path, "--dry-run", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["comments"] == {"published": 1, "held": 1, "removed": 0}
    assert [found.name for found in (tmp_path / "data").rglob("*") if "sqlite" in found.name] == []
    assert not (tmp_path / "data" / "keys" / "claim").exists()


@pytest.mark.parametrize("text", ["", "<html></html>", export(item(1))[:400], "<!DOCTYPE rss [<!ENTITY a 'b'>]><rss/>"])
def test_a_bad_file_is_one_sentence_and_leaves_no_database_behind(tmp_path, text):
    done = folkmoot(tmp_path / "data", "import", "wxr", write(tmp_path, text))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.endswith(".\n")
    assert not (tmp_path / "data" / "folkmoot.sqlite3").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--include", "spam,ham"], "--include takes spam and trash, not ham."),
        (["--map", "nonsense"], "--map needs OLD=NEW, not nonsense."),
        (["--media", "/nowhere"], "--media needs a folder; /nowhere is none."),
        (["--publication", "elsewhere"], "There is no publication elsewhere."),
    ],
)
def test_a_wrong_option_is_one_sentence(tmp_path, path, words, says):
    done = folkmoot(stand(tmp_path / "data"), "import", "wxr", path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith(f"{says}\n")
    assert done.stderr.count("\n") == 1


def test_an_unknown_format_is_refused(tmp_path, path):
    done = folkmoot(tmp_path / "data", "import", "guestbook", path)
    assert done.returncode == 2
    assert "invalid choice: 'guestbook'" in done.stderr


def test_pending_migrations_are_refused_by_a_rule(tmp_path, path):
    data = stand(tmp_path / "data")
    before = rows(data)
    with sqlite3.connect(data / "folkmoot.sqlite3") as connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'portability'")

    done = folkmoot(data, "import", "wxr", path)

    assert (done.returncode, done.stdout) == (1, "")
    assert "older version" in done.stderr
    assert rows(data) == before
