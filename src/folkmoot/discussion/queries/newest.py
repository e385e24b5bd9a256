"""The newest comments of many threads: first which threads have any, one seek into each; then the newest of those.

However many threads there are and however much was said in them, what is read follows the number of threads and of
the comments that are shown. What is left out by a condition is stepped over: held and removed comments, and questions
that have their answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from folkmoot.discussion.models import Comment, Thread
from folkmoot.discussion.queries.rows import SHOWN
from folkmoot.kit.sql import rows, table

TABLE = table(Comment)
COLUMNS = ", ".join(f"said.{name}" for name in SHOWN)
BEYOND_ALL = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """A condition on a comment called `said`; each has an index by (thread, id) that answers it."""

    sql: str


PUBLISHED = Wanted("said.state = 'published'")
ANSWER = (
    f"SELECT 1 FROM {TABLE} AS answer WHERE answer.parent_id = said.id AND answer.listed"  # noqa: S608 -- fixed words
    " AND answer.state = 'published' AND (answer.by_author OR answer.by_staff)"
)
OPEN_QUESTION = Wanted(
    "said.asks AND said.listed AND said.state = 'published' AND NOT said.by_author AND NOT said.by_staff"
    f" AND NOT EXISTS ({ANSWER})"
)


def newest_of(threads: QuerySet[Thread], wanted: Wanted, *, limit: int, before: int | None = None) -> Sequence[Comment]:
    """Return the newest comments of these threads that are wanted, newest first, at most `limit`. Two queries.

    Args:
        before: only comments said before this one (its id).
    """
    end = BEYOND_ALL if before is None else before
    found = _threads_with(threads, wanted, limit=limit, end=end)
    if not found:
        return ()
    said = Comment.objects.raw(*_newest(found, wanted, limit=limit, end=end))
    return sorted(said, key=lambda comment: comment.id, reverse=True)[:limit]


def _threads_with(threads: QuerySet[Thread], wanted: Wanted, *, limit: int, end: int) -> list[int]:
    """Return the threads in which the newest of these comments are: no more threads than comments are wanted."""
    chosen, parameters = threads.order_by().values("id").query.sql_with_params()
    last = (
        f"SELECT said.id FROM {TABLE} AS said WHERE said.thread_id = chosen.id AND said.id < %s AND {wanted.sql}"  # noqa: S608 -- fixed words
        " ORDER BY said.id DESC LIMIT 1"
    )
    statement = (
        f"SELECT id FROM (SELECT chosen.id AS id, ({last}) AS last FROM ({chosen}) AS chosen) AS ranked"  # noqa: S608 -- fixed words; the choice was compiled by Django
        " WHERE last IS NOT NULL ORDER BY last DESC LIMIT %s"
    )
    return [thread_id for (thread_id,) in rows(statement, end, *parameters, limit)]


def _newest(thread_ids: Sequence[int], wanted: Wanted, *, limit: int, end: int) -> tuple[str, list[object]]:
    """Return the statement for the newest of each thread: LATERAL on PostgreSQL, UNION ALL on SQLite, which has none."""
    within = f"SELECT {COLUMNS} FROM {TABLE} AS said WHERE said.thread_id = %s AND said.id < %s AND {wanted.sql}"  # noqa: S608 -- fixed words
    within += " ORDER BY said.id DESC LIMIT %s"
    if connection.vendor == "postgresql":
        lateral = within.replace("said.thread_id = %s", "said.thread_id = asked.thread")
        statement = f"SELECT newest.* FROM unnest(%s) AS asked (thread) CROSS JOIN LATERAL ({lateral}) AS newest"  # noqa: S608 -- fixed words
        return statement, [list(thread_ids), end, limit]
    each = f"SELECT * FROM ({within})"  # noqa: S608 -- fixed words
    return " UNION ALL ".join([each] * len(thread_ids)), [
        value for thread_id in thread_ids for value in (thread_id, end, limit)
    ]
