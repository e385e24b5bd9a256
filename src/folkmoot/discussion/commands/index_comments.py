"""Bring the words that the search knows up to what stands in the comments: after an upgrade, or when `doctor` says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from folkmoot.discussion.models import COMMENT_INDEX, Comment, SearchedComment
from folkmoot.discussion.values import CommentState
from folkmoot.kit import timetable
from folkmoot.kit.search.schema import rebuild

BATCH = 200
"""A tenth of a second of writing at most: those who post meanwhile wait for no more."""


def index_missing(*, now: datetime) -> int:  # noqa: ARG001 -- the timetable's signature
    """Index published comments that are not, in short transactions; return how many. Gives up when the process ends."""
    waiting = Comment.objects.filter(state=CommentState.PUBLISHED).exclude(
        id__in=SearchedComment.objects.values("comment_id")
    )
    return _index(list(waiting.order_by("id").values_list("id", flat=True)))


def reindex_comments() -> int:
    """Index all published comments anew and forget all others; return how many are indexed.

    Ends with one long write on SQLite (seconds for 100,000 comments), for which everybody who posts waits.
    """
    published = Comment.objects.filter(state=CommentState.PUBLISHED)
    stale = SearchedComment.objects.exclude(comment_id__in=published.values("id")).values_list("place", flat=True)
    for places in _batches(list(stale)):
        SearchedComment.objects.filter(place__in=places).delete()
    count = _index(list(published.order_by("id").values_list("id", flat=True)))
    rebuild(COMMENT_INDEX, vendor=connection.vendor)
    return count


def _index(comment_ids: list[int]) -> int:
    count = 0
    for ids in _batches(comment_ids):
        if timetable.closing.is_set():
            break
        with transaction.atomic():
            # Locked, so that none is taken down between the reading and the writing of its words.
            found = Comment.objects.select_for_update(no_key=True).filter(id__in=ids, state=CommentState.PUBLISHED)
            rows = [
                SearchedComment.row(*row)
                for row in found.order_by("id").values_list("id", "publication_id", "created_at", "html")
            ]
            SearchedComment.objects.bulk_create(
                (SearchedComment(*row) for row in rows),
                update_conflicts=True,
                unique_fields=["place"],
                update_fields=["words"],
            )
        count += len(rows)
    return count


def _batches(items: Sequence[int]) -> list[Sequence[int]]:
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]
