"""Statements of the hot path, compiled once: what a post or a gift needs, without building the same query anew each time.

Elsewhere the ORM is the rule. These do what it would do with the same rows, in a tenth of the time; tests hold
`insert`, `select` and `change` against what the ORM does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DatabaseError, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import get_connection

M = TypeVar("M", bound=models.Model)

# Of these columns both drivers take the Python value that a row holds.
AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def insert(row: models.Model) -> None:
    """Write a new row and give it its id. No signals, no defaults of the database: every column is sent."""
    statement, names, adapted = _insertion(type(row))
    database = get_connection()  # the thread's own; `django.db.connection` would look it up anew for each column
    values = [getattr(row, name) for name in names]
    for position, field in adapted:
        values[position] = field.get_db_prep_save(values[position], database)
    with database.cursor() as cursor:
        cursor.execute(statement, values)
        ((row.pk,),) = cursor.fetchall()  # to the end, which is what finishes a statement on SQLite
    row._state.adding = False  # noqa: SLF001 -- Django's documented way to say that a row is in the database
    row._state.db = database.alias  # noqa: SLF001 -- as above


def select(model: type[M], condition: str, *parameters: object, lock: bool = False) -> list[M]:
    """Return whole rows of a model, as the ORM would.

    Args:
        condition: what follows WHERE.
        lock: hold them until the transaction ends; SQLite, with its one writer at a time, needs no word for it.
    """
    database = get_connection()
    statement, names, read = _selection(model, database.vendor)
    held = " FOR NO KEY UPDATE" if lock and database.features.has_select_for_update else ""
    with database.cursor() as cursor:
        cursor.execute(statement + condition + held, _adapted(parameters, database))
        found = cursor.fetchall()
    return [model.from_db(database.alias, names, read(values, database)) for values in found]


def change(row: models.Model, names: Sequence[str]) -> None:
    """Write these fields of a row that is in the database.

    Raises:
        DatabaseError: it is not there any more.
    """
    statement, fields = _alteration(type(row), tuple(names))
    database = get_connection()
    values = [field.get_db_prep_save(getattr(row, field.attname), database) for field in fields]
    with database.cursor() as cursor:
        cursor.execute(statement, values)
        if cursor.rowcount == 0:
            message = f"{row!r} is gone"
            raise DatabaseError(message)


def rows(statement: str, *parameters: object) -> list[tuple[Any, ...]]:
    """Return all rows of a SELECT. Times go in as aware datetimes; they come out as the driver gives them."""
    database = get_connection()
    with database.cursor() as cursor:
        cursor.execute(statement, _adapted(parameters, database))
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def run(statement: str, *parameters: object) -> int:
    """Run a writing statement and return how many rows it touched. Only commands and projections may."""
    database = get_connection()
    with database.cursor() as cursor:
        cursor.execute(statement, _adapted(parameters, database))
        touched: int = cursor.rowcount
        return touched


def moment(stored: datetime | str) -> datetime:
    """Return a time as a driver gives it as one with its zone; SQLite's is a text or a bare time, in UTC."""
    read = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def table(model: type[models.Model]) -> str:
    """Return the name of a model's table."""
    return model._meta.db_table  # noqa: SLF001 -- `_meta` is public, whatever its name says


@lru_cache
def _insertion(
    model: type[models.Model],
) -> tuple[str, Sequence[str], Sequence[tuple[int, models.Field[Any, Any]]]]:
    """Return the INSERT of a model with an automatic key, the attributes in the order of its parameters.

    And which of them, by position, are not for the driver as they are: times and JSON.
    """
    meta = model._meta  # noqa: SLF001 -- as above
    fields = [field for field in meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({places}) RETURNING "{meta.pk.column}"'  # noqa: S608 -- names from the model
    adapted = [(position, field) for position, field in enumerate(fields) if not isinstance(field, AS_THEY_ARE)]
    return statement, [field.attname for field in fields], adapted


@lru_cache
def _selection(
    model: type[models.Model], _vendor: str
) -> tuple[str, Sequence[str], Callable[[Sequence[Any], BaseDatabaseWrapper], Sequence[Any]]]:
    """Return the SELECT of a model up to its condition, the attributes in the order of its columns, and how these are read.

    What a driver gives is made into what a row holds by the backend's converters, then by the field's, as the ORM does.
    """
    meta = model._meta  # noqa: SLF001 -- as above
    fields = meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    database = get_connection()
    converted: list[tuple[int, Callable[..., Any], object]] = []
    for position, field in enumerate(fields):
        column = field.get_col(meta.db_table)
        converters = (*database.ops.get_db_converters(column), *field.get_db_converters(database))
        converted.extend((position, convert, column) for convert in converters)

    def read(values: Sequence[Any], database: BaseDatabaseWrapper) -> Sequence[Any]:
        made = list(values)
        for position, convert, column in converted:
            made[position] = convert(made[position], column, database)
        return made

    statement = f'SELECT {columns} FROM "{meta.db_table}" WHERE '  # noqa: S608 -- names from the model
    return statement, [field.attname for field in fields], read


@lru_cache
def _alteration(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, Sequence[models.Field[Any, Any]]]:
    """Return the UPDATE of some fields of one row, and the fields in the order of its parameters."""
    meta = model._meta  # noqa: SLF001 -- as above
    columns = {field.name: field for field in meta.concrete_fields}
    fields = [columns[name] for name in names]
    changed = ", ".join(f'"{field.column}" = %s' for field in fields)
    statement = f'UPDATE "{meta.db_table}" SET {changed} WHERE "{meta.pk.column}" = %s'  # noqa: S608 -- names from the model
    return statement, [*fields, meta.pk]


def _adapted(parameters: Sequence[object], database: BaseDatabaseWrapper) -> list[object]:
    adapt = database.ops.adapt_datetimefield_value
    return [adapt(value) if isinstance(value, datetime) else value for value in parameters]
