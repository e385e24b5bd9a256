"""Only commands, projections and the plumbing write; only queries, too, speak SQL."""

from __future__ import annotations

import pytest

from tests.house.sources import PACKAGE, name, source
from tests.house.writes import may_select, may_write, raw_reads, writes

EXCEPTIONS = {
    "src/folkmoot/readers/models/accounts.py": "Django's createsuperuser calls the manager, which must save",
    "src/folkmoot/cli/demo/picture.py": "an image is saved, by Pillow and into memory",
}


def test_only_commands_projections_and_kit_write():
    found = {
        name(path): writes(path.read_text("utf-8")) for path in source(".py", below=PACKAGE) if not may_write(path)
    }
    assert {path: lines for path, lines in found.items() if lines and path not in EXCEPTIONS} == {}


def test_every_exception_is_still_needed():
    assert [path for path in EXCEPTIONS if not writes((PACKAGE.parents[1] / path).read_text("utf-8"))] == []


def test_raw_selects_stand_in_queries():
    found = {
        name(path): raw_reads(path.read_text("utf-8")) for path in source(".py", below=PACKAGE) if not may_select(path)
    }
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        "comment.save()",
        "Comment.objects.create(body=body)",
        "comment.edits.create()",
        "Comment.objects.filter(pk=1).update(state='held')",
        "held.update(**changes)",
        "comment.delete()",
        "Vote.objects.bulk_create(votes, batch_size=500)",
        "Vote.objects.update_or_create(comment=comment)",
        "await Vote.objects.acreate(comment=comment)",
        "cursor.execute('UPDATE t SET a = 1')",
        "cursor.execute(f'DELETE FROM {table}')",
        "cursor.execute('WITH old AS (SELECT 1) INSERT INTO t SELECT * FROM old')",
        "cursor.execute(statement)",
        "Comment.objects.raw('DELETE FROM t RETURNING id')",
    ],
)
def test_a_write_is_seen(line):
    assert len(writes(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "hints.update(more)",
        "digest.update(b'x')",
        "seen.update({1, 2})",
        "@api.delete('/comments/{comment_id}')\ndef remove(request): ...",
        "cache.delete('key')",
        "Thing.create('x')",
        "SQL = 'SELECT 1'\ncursor.execute(SQL)",
        "cursor.execute('SELECT id FROM t FOR UPDATE OF t')",
        "cursor.execute('SHOW synchronous_commit')",
        "Comment.objects.raw(per_root(ids))",
        "command.execute()",
    ],
)
def test_what_only_looks_like_a_write_is_not(line):
    assert writes(line) == []


def test_a_raw_select_is_seen():
    assert len(raw_reads("Comment.objects.raw('SELECT 1')")) == 1
    assert len(raw_reads("cursor.execute(f'SELECT {columns} FROM t')")) == 1


def test_a_folder_called_commands_is_a_door_only_in_a_room():
    assert may_write(PACKAGE / "discussion" / "commands" / "cast_vote.py")
    assert may_write(PACKAGE / "discussion" / "projections.py")
    assert may_write(PACKAGE / "kit" / "outbox" / "drain.py")
    assert not may_write(PACKAGE / "cli" / "management" / "commands" / "serve.py")
    assert not may_write(PACKAGE / "discussion" / "queries.py")
    assert may_select(PACKAGE / "discussion" / "queries" / "window.py")
