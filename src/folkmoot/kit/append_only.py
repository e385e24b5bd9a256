"""Tables whose rows are only ever added: triggers on both databases refuse to change, delete or empty them.

A later migration that makes such a table anew on SQLite, as Django does for most changes of a column, loses its triggers:
it must call `keep` again. `tests/funding/test_append_only.py` looks for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FUNCTION = "kit_append_only"


def keep(editor: BaseDatabaseSchemaEditor, *tables: str) -> None:
    """Let nobody change or delete rows of these tables any more."""
    for statement in statements(editor.connection.vendor, *tables):
        editor.execute(statement, params=None)  # a percent sign in it is one


def release(editor: BaseDatabaseSchemaEditor, *tables: str) -> None:
    """Let rows of these tables be changed again: for undoing a migration."""
    for statement in release_statements(editor.connection.vendor, *tables):
        editor.execute(statement, params=None)  # a percent sign in it is one


def statements(vendor: str, *tables: str) -> Iterator[str]:
    """Yield what makes the triggers; names of tables are ours, never anybody's input."""
    if vendor == "postgresql":
        yield f"""
            CREATE OR REPLACE FUNCTION {FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
        """
    for table in tables:
        if vendor == "postgresql":
            yield (
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {FUNCTION}()"
            )
            continue
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_kept_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def release_statements(vendor: str, *tables: str) -> Iterator[str]:
    """Yield what takes the triggers away."""
    for table in tables:
        if vendor == "postgresql":
            yield f"DROP TRIGGER {table}_kept ON {table}"
        else:
            yield from (f"DROP TRIGGER {table}_kept_{act}" for act in ("update", "delete"))
