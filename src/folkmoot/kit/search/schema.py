"""What a room's migration adds behind its table of words, so that the database itself keeps the index true.

A later migration that makes the table anew on SQLite, as Django does for most changes of a column, loses the triggers:
it has to drop the words before, and to make them with `with_words` after.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

from folkmoot.kit.search.index import Index
from folkmoot.kit.sql import run

TOKENIZER = "unicode61 remove_diacritics 2"


def with_words(index: Index) -> RunPython:
    """Return the operation that makes the index, and reversed takes it away."""

    def forwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        make = _of_sqlite if editor.connection.vendor == "sqlite" else _of_postgresql
        _run(editor, make(index))

    def backwards(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        unmake = _away_on_sqlite if editor.connection.vendor == "sqlite" else _away_on_postgresql
        _run(editor, unmake(index))

    return RunPython(forwards, backwards)


def rebuild(index: Index, *, vendor: str) -> None:
    """Make SQLite's words anew from the table, all at once; on PostgreSQL there is nothing that could be off."""
    if vendor == "sqlite":
        run(f"INSERT INTO {index.fts} ({index.fts}) VALUES ('rebuild')")  # noqa: S608 -- names from the index


def _run(editor: BaseDatabaseSchemaEditor, statements: Iterator[str]) -> None:
    for statement in statements:
        editor.execute(statement)


def _of_sqlite(index: Index) -> Iterator[str]:
    table, fts = index.table, index.fts
    names = ", ".join(column.name for column in index.columns)
    new, old = (", ".join(f"{row}.{column.name}" for column in index.columns) for row in ("new", "old"))
    gone = f"INSERT INTO {fts} ({fts}, rowid, {names}) VALUES ('delete', old.place, {old});"  # noqa: S608 -- names from the index
    come = f"INSERT INTO {fts} (rowid, {names}) VALUES (new.place, {new});"  # noqa: S608 -- as above
    yield f"CREATE VIRTUAL TABLE {fts} USING fts5 ({names}, content='{table}', content_rowid='place', tokenize='{TOKENIZER}')"
    yield f"CREATE TRIGGER {table}_comes AFTER INSERT ON {table} BEGIN {come} END"
    yield f"CREATE TRIGGER {table}_goes AFTER DELETE ON {table} BEGIN {gone} END"
    yield f"CREATE TRIGGER {table}_changes AFTER UPDATE ON {table} BEGIN {gone} {come} END"


def _of_postgresql(index: Index) -> Iterator[str]:
    vector = " || ".join(
        f"setweight(to_tsvector('simple'::regconfig, {column.name}), '{column.letter}')" for column in index.columns
    )
    yield f"ALTER TABLE {index.table} ADD COLUMN vector tsvector GENERATED ALWAYS AS ({vector}) STORED"
    yield f"CREATE INDEX {index.table}_vector ON {index.table} USING gin (vector)"


def _away_on_sqlite(index: Index) -> Iterator[str]:
    for moment in ("comes", "goes", "changes"):
        yield f"DROP TRIGGER {index.table}_{moment}"
    yield f"DROP TABLE {index.fts}"


def _away_on_postgresql(index: Index) -> Iterator[str]:
    yield f"ALTER TABLE {index.table} DROP COLUMN vector"
