"""What a proof asks of the database after the deaths: sentences about whatever is wrong, none when all is well.

It knows nothing of how the rows came to be: only what the database holds, and what was promised outside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from django.db import connection

from folkmoot.discussion.models import Comment
from folkmoot.discussion.queries import find_miscounts
from folkmoot.kit.outbox.models import OutboxEntry

TOLD = ("discussion.comment_published", "discussion.comment_held")


def broken_promises(acknowledged: Mapping[str, int], sent: Collection[str]) -> list[str]:
    """Return what is lost, double or from nobody.

    Args:
        acknowledged: comment id by words, for every post that was answered with 201.
        sent: the words of all posts, no two alike.
    """
    found = dict(Comment.objects.values_list("id", "source"))
    often = Counter(found.values())
    lost = [
        f"{words!r} was acknowledged as {number}"
        for words, number in acknowledged.items()
        if found.get(number) != words
    ]
    double = [f"{words!r} is there {times} times" for words, times in often.items() if times > 1]
    phantoms = [f"nobody sent {words!r}" for words in often.keys() - set(sent)]
    return lost + double + phantoms


def untold() -> list[str]:
    """Return comments without a fact that tells of them, and facts that tell of no comment."""
    comments = set(Comment.objects.values_list("id", flat=True))
    told = {
        payload["comment_id"] for payload in OutboxEntry.objects.filter(kind__in=TOLD).values_list("payload", flat=True)
    }
    return [
        *(f"no fact tells of comment {number}" for number in sorted(comments - told)),
        *(f"a fact tells of comment {number}, which is not there" for number in sorted(told - comments)),
    ]


def damage() -> list[str]:
    """Return what SQLite finds wrong with its file; PostgreSQL would have refused to start."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        problems = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return problems + [f"{row[0]} points to nothing in {row[2]}" for row in cursor.fetchall()]


def everything_wrong(acknowledged: Mapping[str, int], sent: Collection[str]) -> list[str]:
    """Return all of it: promises, facts, counters, the file."""
    return [*broken_promises(acknowledged, sent), *untold(), *find_miscounts(), *damage()]
