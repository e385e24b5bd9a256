"""Many rows at once, for importers: by one prepared statement, without a model instance for each.

`bulk_create` prepares every value of every row by itself, which costs an importer more than the database does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

OF_SQLITE = "SELECT seq FROM sqlite_sequence WHERE name = %s"
OF_POSTGRESQL = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Return `count` ids, in order, that no other row of `model` has or will get. Runs in the caller's transaction.

    Rows that point at each other can then be written together. On SQLite the ids are ours because the transaction
    holds the write lock until the rows are in; on PostgreSQL the sequence gives them out.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not connection.in_atomic_block:
        message = "ids are reserved for the rows of one transaction"
        raise RuntimeError(message)
    table, column = model._meta.db_table, model._meta.pk.column  # noqa: SLF001 -- _meta is Django's documented name
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(OF_SQLITE, [table])
            row = cursor.fetchone()
            last = int(row[0]) if row else 0
            return list(range(last + 1, last + count + 1))
        cursor.execute(OF_POSTGRESQL, [f'"{table}"', column, count])
        return sorted(int(row[0]) for row in cursor.fetchall())


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows; every column must be named, for defaults of the model do not apply.

    Args:
        model: whose table.
        names: of the columns, in the order of the values.
        rows: values as Python has them: strings, numbers, booleans, aware times, lists and dictionaries for JSON.
    """
    columns = ", ".join(map(connection.ops.quote_name, names))
    marks = ", ".join(["%s"] * len(names))
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 -- as above
    values = [tuple(_adapted(value) for value in row) for row in rows]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 -- names of our models


def _adapted(value: Any) -> Any:
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, dict | list | tuple):
        return connection.ops.adapt_json_value(list(value) if isinstance(value, tuple) else value, None)
    return value
