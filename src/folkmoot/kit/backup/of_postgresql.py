"""PostgreSQL: its own tools do the work, from one snapshot that others cannot change."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.backends.utils import CursorWrapper

from folkmoot.kit.backup.engine import Tell
from folkmoot.kit.backup.manifest import Contents
from folkmoot.kit.backup.postgresql_tools import ToolError, find_tool, run_tool
from folkmoot.kit.backup.refusals import BadBackupError, RefusedError

ASIDE = "replaced_*"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
MIGRATIONS = "SELECT app || '.' || name FROM django_migrations ORDER BY id"
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> ALL (%s)
"""


class PostgresqlEngine:
    """The configured PostgreSQL database; Folkmoot's tables are those of its schema `public`."""

    name = "postgresql"
    member = "database.dump"
    squeeze = False

    def version(self) -> str:
        """Return the server's version."""
        return str(_one("SHOW server_version"))

    def exists(self) -> bool:
        """Return whether it has tables."""
        with connection.cursor() as cursor:
            return bool(_tables(cursor))

    def size_bytes(self) -> int:
        """Return the size of the database, indexes included; a dump is smaller."""
        return int(str(_one("SELECT pg_database_size(current_database())")))

    def copy(self, to: Path, tell: Tell) -> Contents:
        """Write a dump in pg_dump's custom format. Rows are counted in the very snapshot that is dumped."""
        tool, size_bytes = find_tool("pg_dump"), max(self.size_bytes(), 1)
        with _snapshot() as (cursor, snapshot):
            contents = _contents(cursor)
            words: list[str | Path] = [
                tool,
                "--format=custom",
                "--no-owner",
                "--no-privileges",
                f"--exclude-schema={ASIDE}",
            ]
            try:
                run_tool(
                    [*words, f"--snapshot={snapshot}", f"--file={to}"],
                    lambda: tell(min(1.0, to.stat().st_size / size_bytes) if to.exists() else 0),
                )
            except ToolError as error:
                message = f"PostgreSQL could not be dumped: {error}."
                raise RefusedError(message) from error
        return contents

    def check(self, copy: Path, contents: Contents) -> None:  # noqa: ARG002 -- a dump can be counted only once it is in
        """Let pg_restore read the dump to its end: the list of contents, and every row of it."""
        try:
            run_tool([find_tool("pg_restore"), "--file=/dev/null", copy], lambda: None)
        except ToolError as error:
            message = f"The database in this backup is damaged: {error}."
            raise BadBackupError(message) from error

    def files(self) -> tuple[str, ...]:
        """Return none: it lives elsewhere."""
        return ()

    def require_quiet(self) -> None:
        """Look who else is connected; Folkmoot on another machine always is."""
        with connection.cursor() as cursor:
            cursor.execute(OTHERS, [[connection.connection.info.backend_pid]])
            (others,) = cursor.fetchone()
        if others:
            message = f"Others are connected to the database ({others}): stop Folkmoot on every machine first."
            raise RefusedError(message)

    def set_aside(self, label: str) -> None:
        """Rename the schema that holds everything, and make an empty one."""
        with connection.cursor() as cursor:
            if _tables(cursor):
                cursor.execute(f"ALTER SCHEMA public RENAME TO {_schema(label)}; CREATE SCHEMA public")

    def put(self, copy: Path, contents: Contents) -> None:
        """Restore the dump in one transaction, then count."""
        words: list[str | Path] = [find_tool("pg_restore"), "--single-transaction", "--exit-on-error"]
        words += ["--no-owner", "--no-privileges", f"--dbname={connection.settings_dict['NAME']}", copy]
        try:
            run_tool(words, lambda: None)
        except ToolError as error:
            message = f"PostgreSQL does not take this backup: {error}."
            raise BadBackupError(message) from error
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")  # counting a large table takes its time
            if _contents(cursor) != contents:
                message = "The database in this backup is damaged: it has not the rows that the manifest counts."
                raise BadBackupError(message)

    def undo(self, label: str, *, had_database: bool) -> None:
        """Drop what came in, and rename back what was set aside."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [_schema(label)])
            if cursor.fetchone():
                cursor.execute(f"DROP SCHEMA IF EXISTS public CASCADE; ALTER SCHEMA {_schema(label)} RENAME TO public")
            elif not had_database:
                cursor.execute("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public")


@contextmanager
def _snapshot() -> Iterator[tuple[CursorWrapper, str]]:
    """Give a cursor inside a transaction that sees one moment, and the name under which others may see the same."""
    database = connection.copy()
    try:
        with database.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (name,) = cursor.fetchone()
            yield cursor, str(name)
            cursor.execute("COMMIT")
    finally:
        database.close()


def _contents(cursor: CursorWrapper) -> Contents:
    tables = _tables(cursor)
    counts = {}
    for table in tables:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608 -- quoted
        (counts[table],) = cursor.fetchone()
    migrations = ()
    if "django_migrations" in tables:
        cursor.execute(MIGRATIONS)
        migrations = tuple(name for (name,) in cursor.fetchall())
    return Contents(migrations=migrations, counts=counts)


def _tables(cursor: CursorWrapper) -> list[str]:
    cursor.execute(TABLES)
    return [name for (name,) in cursor.fetchall()]


def _one(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def _schema(label: str) -> str:
    """Return a label as a schema's name: lower case, no dashes."""
    return label.lower().replace("-", "_")
