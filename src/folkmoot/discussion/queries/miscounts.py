"""Counters that do not agree with the rows they count. `doctor` shows them; none is the only good answer."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Count, F, Model, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from folkmoot.discussion.models import Comment, Thread
from folkmoot.discussion.values import CommentState

Row = TypeVar("Row", bound=Model)
IS_PUBLISHED = Q(comments__state=CommentState.PUBLISHED)
UP, DOWN = Q(votes__value=1), Q(votes__value=-1)
WEIGHED = F("votes__value") * F("votes__weight")


def find_miscounts(publication_id: int | None = None) -> list[str]:
    """Return a sentence for each counter that is off, in one publication or in all."""
    return [*_threads(publication_id), *_replies(publication_id), *_tallies(publication_id)]


def _threads(publication_id: int | None) -> list[str]:
    counted = _of(Thread.objects.all(), publication_id).annotate(n=Count("comments", filter=IS_PUBLISHED))
    return [
        f"thread {row.id} says {row.comment_count} comments and has {row.n}"
        for row in counted.exclude(comment_count=F("n"))
    ]


def _replies(publication_id: int | None) -> list[str]:
    listed = Comment.objects.filter(parent=OuterRef("pk"), listed=True).order_by().values("parent")
    counted = Coalesce(Subquery(listed.annotate(n=Count("pk")).values("n")), 0)
    wrong = _of(Comment.objects.all(), publication_id).annotate(n=counted).exclude(reply_count=F("n"))
    found = wrong.values_list("id", "reply_count", "n")
    return [f"comment {comment_id} says {says} replies and has {has}" for comment_id, says, has in found]


def _tallies(publication_id: int | None) -> list[str]:
    comments = _of(Comment.objects.all(), publication_id)
    counted = comments.annotate(
        ups=Count("votes", filter=UP), downs=Count("votes", filter=DOWN), weighed=Coalesce(Sum(WEIGHED), 0)
    ).exclude(up=F("ups"), down=F("downs"), rank=F("weighed"))
    found = counted.values_list("id", "up", "down", "rank", "ups", "downs", "weighed")
    return [
        f"comment {comment_id} says +{up} −{down}, rank {rank} and has +{ups} −{downs}, rank {weighed}"
        for comment_id, up, down, rank, ups, downs, weighed in found
    ]


def _of(rows: QuerySet[Row], publication_id: int | None) -> QuerySet[Row]:
    return rows if publication_id is None else rows.filter(publication_id=publication_id)
