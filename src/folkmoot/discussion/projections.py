"""Counters of threads and comments, moved by the delta of the row just written.

They run inside the transaction that emitted the fact. `recount` makes the same numbers from the rows alone;
a test drives both and `queries.find_miscounts` compares them for `doctor`.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from folkmoot.discussion.events import (
    CommentFact,
    CommentHeld,
    CommentPublished,
    CommentRemoved,
    CommentWithdrawn,
    VoteCast,
)
from folkmoot.discussion.models import Comment, Thread, Vote
from folkmoot.discussion.values import CommentState
from folkmoot.kit.outbox.facts import Fact
from folkmoot.kit.sql import run, table

MOVE_THREAD = f"UPDATE {table(Thread)} SET comment_count = comment_count + %s WHERE id = %s"  # noqa: S608 -- fixed words
MOVE_PARENT = f"UPDATE {table(Comment)} SET reply_count = reply_count + %s WHERE id = %s"  # noqa: S608 -- fixed words


def count_published(fact: Fact) -> None:
    """Count a comment that appeared."""
    assert isinstance(fact, CommentPublished)  # noqa: S101 -- the table pairs facts and projections
    _move_thread(fact, +1)
    if fact.newly_listed:
        _move_parent(fact, +1)


def count_held(fact: Fact) -> None:
    """Take a comment that was public out of the counts; a tombstone keeps its place."""
    assert isinstance(fact, CommentHeld)  # noqa: S101 -- the table pairs facts and projections
    if fact.was_public:
        _move_thread(fact, -1)
    if fact.unlisted:
        _move_parent(fact, -1)


def count_gone(fact: Fact) -> None:
    """Take a withdrawn or removed comment out of the count; its tombstone keeps its place."""
    assert isinstance(fact, CommentWithdrawn | CommentRemoved)  # noqa: S101 -- the table pairs facts and projections
    if fact.was_public:
        _move_thread(fact, -1)


def tally_vote(fact: Fact) -> None:
    """Move the tally of a comment from the vote before to the vote now."""
    assert isinstance(fact, VoteCast)  # noqa: S101 -- the table pairs facts and projections
    up = (fact.value == 1) - (fact.before == 1)
    down = (fact.value == -1) - (fact.before == -1)
    Comment.objects.filter(id=fact.comment_id).update(
        up=F("up") + up, down=F("down") + down, net=F("net") + (up - down)
    )


def recount(*, thread_ids: tuple[int, ...]) -> None:
    """Make all counters of these threads anew from their rows; importers and `doctor --recount` call it."""
    comments = Comment.objects.filter(thread_id__in=thread_ids)
    comments.update(
        up=_tally(+1),
        down=_tally(-1),
        reply_count=_counted(Comment.objects.filter(parent=OuterRef("pk"), listed=True).values("parent")),
    )
    comments.update(net=F("up") - F("down"))
    published = Comment.objects.filter(thread=OuterRef("pk"), state=CommentState.PUBLISHED)
    Thread.objects.filter(id__in=thread_ids).update(comment_count=_counted(published.values("thread")))


def _move_thread(fact: CommentFact, by: int) -> None:
    run(MOVE_THREAD, by, fact.thread_id)


def _move_parent(fact: CommentFact, by: int) -> None:
    if fact.parent_id is not None:
        run(MOVE_PARENT, by, fact.parent_id)


def _tally(value: int) -> Coalesce:
    return _counted(Vote.objects.filter(comment=OuterRef("pk"), value=value).values("comment"))


def _counted(grouped: QuerySet[Any, Any]) -> Coalesce:
    """Return the number of rows of a correlated query that is grouped by its outer key; 0 where there are none."""
    return Coalesce(Subquery(grouped.annotate(n=Count("pk")).values("n")), 0)
