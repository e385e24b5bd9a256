"""Statements of the hot path, compiled once: what a post needs, without building the same query anew each time.

Elsewhere the ORM is the rule. These three do what it would do with the same rows, in a tenth of the time;
a test holds `insert` against `Model.objects.create`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import get_connection

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


def _adapted(parameters: Sequence[object], database: BaseDatabaseWrapper) -> list[object]:
    adapt = database.ops.adapt_datetimefield_value
    return [adapt(value) if isinstance(value, datetime) else value for value in parameters]
