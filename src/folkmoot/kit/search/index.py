"""Searchable texts of one room: a table of its own, and what the database makes of it.

A room's table has `place` (its key, see `pure.search.places`), `publication_id`, the id of the row that the text
belongs to, and one or more columns of words (`pure.search.words.indexed`). SQLite keeps an FTS5 table beside it, true
by triggers; PostgreSQL a `tsvector` column that it computes itself, with a GIN index. Both are made by the room's
migration (`schema.py`), and neither needs an extension. Rooms write their table and never think of the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from folkmoot.kit.sql import rows
from folkmoot.pure.search.query import Query

MOST_RANKED = 2_000
"""Relevance is weighed among the newest matches: the commonest word of a hundred thousand texts costs no more than that."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of words: how much a word in it counts (SQLite's bm25), and PostgreSQL's letter for the same, A to D."""

    name: str
    weight: float = 1.0
    letter: str = "D"


@dataclass(frozen=True, slots=True)
class Index:
    """One room's table.

    Attributes:
        row: the column that names the row a text belongs to.
    """

    table: str
    row: str
    columns: tuple[Column, ...]

    @property
    def fts(self) -> str:
        """Return the name of SQLite's table of words."""
        return f"{self.table}_fts"


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL condition on the room's table, known as `held`, with its parameters. Made of fixed words."""

    sql: str
    parameters: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Where something was found."""

    place: int
    row_id: int


def newest(
    index: Index, query: Query, *, publication_id: int, shown: Condition, before: int | None, limit: int
) -> tuple[Found, ...]:
    """Return matches by time, newest first, behind the place `before`. One query, which reads no further than it must.

    Args:
        shown: what else must hold of a row, so that nobody finds what nobody may read.
    """
    where, parameters = _where(index, query, publication_id, shown)
    if before is not None:
        where, parameters = f"{where} AND {_place(index)} < %s", (*parameters, before)
    statement = (
        f"SELECT held.place, held.{index.row} {_from(index)} WHERE {where} ORDER BY {_place(index)} DESC LIMIT %s"
    )
    return tuple(Found(*row) for row in rows(statement, *parameters, limit))


def best(
    index: Index, query: Query, *, publication_id: int, shown: Condition, skip: int, limit: int
) -> tuple[Found, ...]:
    """Return the best of the newest `MOST_RANKED` matches, best first, without the first `skip`. One query.

    Args:
        shown: as for `newest`.
    """
    where, parameters = _where(index, query, publication_id, shown)
    score, more = _score(index, query)
    statement = f"""
        SELECT place, row_id FROM (
            SELECT held.place AS place, held.{index.row} AS row_id, {score} AS score
            {_from(index)} WHERE {where} ORDER BY {_place(index)} DESC LIMIT {MOST_RANKED}
        ) AS newest ORDER BY score DESC, place DESC LIMIT %s OFFSET %s
    """  # noqa: S608 -- as above
    return tuple(Found(*row) for row in rows(statement, *more, *parameters, limit, skip))


def asked(query: Query) -> str:
    """Return the query as this database reads it. Its words hold nothing but letters and digits, so all of it is plain."""
    on_sqlite = connection.vendor == "sqlite"
    quote, step, both, prefix = ('"', " + ", " AND ", "*") if on_sqlite else ("'", " <-> ", " & ", ":*")
    phrases = [step.join(f"{quote}{word}{quote}" for word in phrase) for phrase in query.phrases]
    return both.join(f"({phrase})" for phrase in _going_on(phrases, prefix if query.goes_on else ""))


def _going_on(phrases: Sequence[str], prefix: str) -> list[str]:
    return [*phrases[:-1], phrases[-1] + prefix]


def _from(index: Index) -> str:
    if connection.vendor == "sqlite":  # CROSS: SQLite keeps this order, so its words are read first and in theirs
        return f"FROM {index.fts} CROSS JOIN {index.table} AS held ON held.place = {index.fts}.rowid"
    return f"FROM {index.table} AS held"


def _where(index: Index, query: Query, publication_id: int, shown: Condition) -> tuple[str, tuple[object, ...]]:
    match = f"{index.fts} MATCH %s" if connection.vendor == "sqlite" else "held.vector @@ to_tsquery('simple', %s)"
    return f"{match} AND held.publication_id = %s AND {shown.sql}", (asked(query), publication_id, *shown.parameters)


def _place(index: Index) -> str:
    return f"{index.fts}.rowid" if connection.vendor == "sqlite" else "held.place"


def _score(index: Index, query: Query) -> tuple[str, tuple[object, ...]]:
    """Return how good a match is, as SQL (more is better), and its parameters."""
    if connection.vendor == "sqlite":
        weights = ", ".join(str(column.weight) for column in index.columns)
        return f"-bm25({index.fts}, {weights})", ()
    return "ts_rank(held.vector, to_tsquery('simple', %s))", (asked(query),)
