"""The few statements that Django's query language cannot say, or not so that an index answers them.

Every text here is made of fixed words and placeholders; values only ever travel as parameters.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import F, Func, IntegerField, Value
from django.db.models.lookups import GreaterThan, LessThan
from django.db.models.query import RawQuerySet

from folkmoot.discussion.models import Comment
from folkmoot.discussion.queries.rows import SHOWN
from folkmoot.discussion.values import FIRST_REPLIES, CommentState
from folkmoot.kit.sql import rows
from folkmoot.pure.ranking.ordering import Ordering

TABLE = Comment._meta.db_table  # noqa: SLF001 -- the table's name is Django's public knowledge
COLUMNS = ", ".join(SHOWN)

FIRST_OF_ONE = f"""
    SELECT * FROM (
        SELECT {COLUMNS} FROM {TABLE} WHERE parent_id = %s AND listed ORDER BY created_at, id LIMIT %s
    )"""  # noqa: S608 -- fixed words

FIRST_OF_MANY = f"""
    SELECT reply.* FROM unnest(%s) WITH ORDINALITY AS asked (parent, place)
    CROSS JOIN LATERAL (
        SELECT {COLUMNS} FROM {TABLE}
        WHERE parent_id = asked.parent AND listed ORDER BY created_at, id LIMIT %s
    ) AS reply
    ORDER BY asked.place, reply.created_at, reply.id"""  # noqa: S608 -- fixed words

FIRST_BELOW = f"""
    WITH RECURSIVE below (id, height) AS (
        SELECT id, 0 FROM {TABLE} WHERE id IN ({{places}})
        UNION ALL
        SELECT reply.id, below.height + 1 FROM below JOIN {TABLE} AS reply ON reply.id = (
            SELECT first.id FROM {TABLE} AS first
            WHERE first.parent_id = below.id AND first.listed ORDER BY first.created_at, first.id LIMIT 1
        ) WHERE below.height < %s
    )
    SELECT {COLUMNS} FROM {TABLE} WHERE id IN (SELECT id FROM below WHERE height > 0) ORDER BY depth, root_id, id
"""  # noqa: S608 -- fixed words

COUNT_FILTERED = f"""SELECT
    (SELECT count(*) FROM (
        SELECT 1 FROM {TABLE} WHERE thread_id = %s AND listed AND by_author AND state = %s LIMIT %s
    ) AS of_author),
    (SELECT count(*) FROM (
        SELECT 1 FROM {TABLE} WHERE thread_id = %s AND listed AND by_staff AND state = %s LIMIT %s
    ) AS of_staff)
"""  # noqa: S608 -- fixed words

ANCESTORS = f"""
    WITH RECURSIVE above (id, parent_id, height) AS (
        SELECT id, parent_id, 0 FROM {TABLE} WHERE id = %s
        UNION ALL
        SELECT up.id, up.parent_id, above.height + 1
        FROM above JOIN {TABLE} AS up ON up.id = above.parent_id WHERE above.height < %s
    )
    SELECT {COLUMNS} FROM {TABLE} WHERE id IN (SELECT id FROM above WHERE height > 0 UNION SELECT %s) ORDER BY depth
"""  # noqa: S608 -- fixed words


def first_replies(parent_ids: Sequence[int], each: int = FIRST_REPLIES) -> RawQuerySet[Comment] | tuple[()]:
    """Return the first listed direct children of each parent, oldest first: one statement, one seek a parent.

    PostgreSQL says it with LATERAL; SQLite, which has no LATERAL, with UNION ALL.
    """
    if not parent_ids:
        return ()
    if connection.vendor == "postgresql":
        return Comment.objects.raw(FIRST_OF_MANY, [list(parent_ids), each])
    parameters = [part for parent_id in parent_ids for part in (parent_id, each)]
    return Comment.objects.raw(" UNION ALL ".join([FIRST_OF_ONE] * len(parent_ids)), parameters)


def first_below(parent_ids: Sequence[int], levels: int) -> RawQuerySet[Comment] | tuple[()]:
    """Return the first listed reply of each parent, the first reply of that, and so on: one statement, upper levels first."""
    if not parent_ids:
        return ()
    statement = FIRST_BELOW.format(places=", ".join(["%s"] * len(parent_ids)))
    return Comment.objects.raw(statement, [*parent_ids, levels])


def count_filtered(thread_id: int, most: int) -> tuple[int, int]:
    """Return how many published comments of a thread are by its article's author, and by staff; none beyond `most`."""
    one = (thread_id, CommentState.PUBLISHED.value, most)
    ((of_author, of_staff),) = rows(COUNT_FILTERED, *one, *one)
    return of_author, of_staff


def ancestors(comment_id: int, root_id: int, nearest: int) -> RawQuerySet[Comment]:
    """Return the root and the nearest ancestors of a reply, from the root down; however deep, one statement."""
    return Comment.objects.raw(ANCESTORS, [comment_id, nearest, root_id])


class Row(Func):
    """(a, b, …): compared with another row, it lets an index of these columns begin right behind a cursor."""

    function = ""
    output_field = IntegerField()  # only the comparison of two rows means anything


def is_beyond(ordering: Ordering, mark: Value, comment_id: int) -> LessThan | GreaterThan:
    """Return the condition that a comment comes after (mark, id) in this order."""
    compare = LessThan if ordering.descending else GreaterThan
    return compare(Row(F(ordering.column), F("id")), Row(mark, Value(comment_id)))
