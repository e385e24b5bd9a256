"""Comments by their words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from folkmoot.discussion.models import COMMENT_INDEX, COMMENT_IS_PUBLIC, Comment, SearchedComment
from folkmoot.discussion.queries.rows import shown
from folkmoot.discussion.queries.threads import views_of_threads
from folkmoot.discussion.values import CommentState, FoundComment
from folkmoot.kit.search.index import Condition, Found, best, newest
from folkmoot.kit.text.plain import plain_text
from folkmoot.pure.search.query import Query


def best_comments(query: Query, publication_id: int, *, skip: int, limit: int) -> tuple[FoundComment, ...]:
    """Return the comments that say it best among the newest that do, best first. Three queries."""
    found = best(COMMENT_INDEX, query, publication_id=publication_id, shown=_can_be_read(), skip=skip, limit=limit)
    return _views(found)


def newest_comments(query: Query, publication_id: int, *, before: int | None, limit: int) -> tuple[FoundComment, ...]:
    """Return the newest comments that say it, behind the place `before`. Three queries."""
    found = newest(
        COMMENT_INDEX, query, publication_id=publication_id, shown=_can_be_read(), before=before, limit=limit
    )
    return _views(found)


def count_unindexed() -> tuple[int, int]:
    """Return how many published comments the search does not know (yet), and how many others it does. Reads every comment."""
    published = Comment.objects.filter(state=CommentState.PUBLISHED)
    lost = published.exclude(id__in=SearchedComment.objects.values("comment_id"))
    stale = SearchedComment.objects.exclude(comment_id__in=published.values("id"))
    return lost.count(), stale.count()


@cache
def _can_be_read() -> Condition:
    """Return the condition that a comment is published under a public page, compiled once.

    The index is true in the same transaction; a page that goes takes its whole discussion with it by this alone.
    """
    public = Comment.objects.filter(COMMENT_IS_PUBLIC, state=CommentState.PUBLISHED).values("id")
    statement, parameters = public.query.sql_with_params()
    sql = f"EXISTS (SELECT 1 FROM ({statement}) AS readable WHERE readable.id = held.comment_id)"  # noqa: S608 -- compiled by Django, values are parameters
    return Condition(sql, tuple(parameters))


def _views(found: Iterable[Found]) -> tuple[FoundComment, ...]:
    places = {one.row_id: one.place for one in found}
    rows = {row.id: row for row in shown().filter(id__in=places)}
    threads = views_of_threads(row.thread_id for row in rows.values())
    return tuple(
        FoundComment(
            id=row.id,
            place=place,
            author=row.author_view(),
            text=plain_text(row.html),
            created_at=row.created_at,
            thread=threads[row.thread_id],
        )
        for comment_id, place in places.items()
        for row in [rows.get(comment_id)]
        if row is not None
    )
