"""A thread of 100,000 comments in seconds: roots with replies that have replies, one root with 20,000 answers, one chain 430 deep.

Used by the tests of windows and plans and by `bench`. The database itself makes the rows, in one statement; their
counters of replies come from the rows. Tallies are numbers without votes, as after an import.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.management.color import no_style
from django.db import connection, transaction

from folkmoot.discussion.models import Comment, Thread
from folkmoot.kit.sql import run, table
from folkmoot.readers.models import Reader

WORDS = "Water finds its way; so did the carts, the geese and the mail coach, long before anyone counted the arches."
DEEP = 430
WIDE = 20_000
SECONDS_AGO = {
    "sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%S', %s, '-' || (n %% 50000) || ' seconds')",
    "postgresql": "%s::timestamptz - (n %% 50000) * interval '1 second'",
}
FILL = """
INSERT INTO {comments} (
    id, publication_id, thread_id, reader_id, parent_id, root_id, depth, created_at,
    name, name_skeleton, badges, kind, source, html, renderer_version, state, listed, up, down, rank, reply_count, by_author, by_staff, asks
)
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {size}),
tree AS (
    SELECT n, CASE WHEN n <= {roots} THEN NULL
                   WHEN n <= {roots} + {wide} THEN 1
                   WHEN n > {second} AND n <= {second} + {half} THEN n - {half}
                   WHEN n <= {size} - {deep} THEN 2 + n %% ({roots} - 1)
                   WHEN n = {size} - {deep} + 1 THEN NULL
                   ELSE n - 1 END AS parent
    FROM numbers
)
SELECT {base} + n, {publication}, {thread}, {reader}, {base} + parent,
       CASE WHEN parent IS NULL THEN NULL WHEN n > {size} - {deep} THEN {base} + {size} - {deep} + 1
            WHEN n > {second} AND n <= {second} + {half} THEN {base} + 2 + (n - {half}) %% ({roots} - 1)
            ELSE {base} + parent END,
       CASE WHEN parent IS NULL THEN 0 WHEN n > {size} - {deep} THEN n - ({size} - {deep} + 1)
            WHEN n > {second} AND n <= {second} + {half} THEN 2 ELSE 1 END,
       {time},
       'A reader', 'areader', '[]', 'comment', %s, %s, 1, 'published', {true}, n %% 7, 0, n %% 7, 0, n %% 200 = 3, n %% 100 = 5, {false}
FROM tree
"""
COUNT = """
UPDATE {comments} SET reply_count = (SELECT count(*) FROM {comments} AS child WHERE child.parent_id = {comments}.id AND child.listed)
WHERE thread_id = {thread}
"""


@dataclass(frozen=True, slots=True)
class BigThread:
    """Where the odd places of a big thread are."""

    thread_id: int
    deepest_id: int
    widest_id: int
    size: int


def fill(thread_id: int, *, now: datetime, size: int = 100_000, deep: int = DEEP, wide: int = WIDE) -> BigThread:
    """Fill an empty thread with `size` comments and return where its odd places are.

    Args:
        deep: comments in one chain, each answering the one before.
        wide: direct replies of one root.
    """
    thread = Thread.objects.get(id=thread_id)
    reader = Reader.objects.create(kind="guest", name="", created_at=now)
    roots = (size - deep - wide) // 4
    half = (size - deep - wide - roots) // 2
    base = max(Comment.objects.order_by("-id").values_list("id", flat=True)[:1], default=0)
    numbers = {
        "comments": table(Comment),
        "size": size,
        "deep": deep,
        "wide": wide,
        "roots": roots,
        "half": half,  # of the other replies answer a root, and as many answer those
        "second": roots + wide + half,
        "base": base,
        "publication": thread.publication_id,
        "thread": thread.id,
        "reader": reader.id,
        "time": SECONDS_AGO[connection.vendor],
        "true": "true" if connection.vendor == "postgresql" else "1",
        "false": "false" if connection.vendor == "postgresql" else "0",
    }
    with transaction.atomic():
        run(FILL.format(**numbers), now, WORDS, f"<p>{WORDS}</p>\n")
        run(COUNT.format(**numbers))
        Thread.objects.filter(id=thread.id).update(comment_count=size)
        for statement in connection.ops.sequence_reset_sql(no_style(), [Comment]):
            run(statement)
    return BigThread(thread.id, deepest_id=base + size, widest_id=base + 1, size=size)
