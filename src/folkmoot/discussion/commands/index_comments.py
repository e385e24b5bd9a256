"""Bring the words that the search knows up to what stands in the comments.

What appears is indexed by the drain, many comments in one transaction, because it would cost each post an eighth of its
time (docs/decisions/0015). What goes or changes is taken out in its own transaction (`projections`).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from folkmoot.discussion.events import CommentPublished
from folkmoot.discussion.models import COMMENT_INDEX, Comment, SearchedComment
from folkmoot.discussion.values import CommentState
from folkmoot.kit import timetable
from folkmoot.kit.outbox.facts import Fact
from folkmoot.kit.relaxed import relaxed_transaction
from folkmoot.kit.search.schema import rebuild

BATCH = 200
"""A tenth of a second of writing at most: those who post meanwhile wait for no more."""
REST = 3
"""After a batch that nobody waits for it rests this many times as long: readers and writers come first."""


def index_published(facts: Sequence[Fact]) -> None:
    """Let comments that appeared be found by their words, as far as they still are public. For the drain; idempotent."""
    _index([fact.comment_id for fact in facts if isinstance(fact, CommentPublished)])


def index_missing(*, now: datetime) -> int:  # noqa: ARG001 -- the timetable's signature
    """Index published comments that are not, in short transactions; return how many. Gives up when the process ends."""
    waiting = Comment.objects.filter(state=CommentState.PUBLISHED).exclude(
        id__in=SearchedComment.objects.values("comment_id")
    )
    count, rest_s = 0, 0.0
    for ids in _batches(list(waiting.order_by("id").values_list("id", flat=True))):
        if timetable.closing.wait(rest_s):
            break
        began_s = time.monotonic()
        count += _index(ids)
        rest_s = REST * (time.monotonic() - began_s)
    return count


def reindex_comments() -> int:
    """Index all published comments anew and forget all others; return how many are indexed.

    Ends with one long write on SQLite (seconds for 100,000 comments), for which everybody who posts waits.
    """
    published = Comment.objects.filter(state=CommentState.PUBLISHED)
    stale = SearchedComment.objects.exclude(comment_id__in=published.values("id")).values_list("place", flat=True)
    for places in _batches(list(stale)):
        SearchedComment.objects.filter(place__in=places).delete()
    count = sum(_index(ids) for ids in _batches(list(published.order_by("id").values_list("id", flat=True))))
    rebuild(COMMENT_INDEX, vendor=connection.vendor)
    return count


def _index(comment_ids: Sequence[int]) -> int:
    """Index those of a batch that are published now; return how many. What a power cut takes is found missing later."""
    with relaxed_transaction():
        # Locked, so that none is taken down between the reading and the writing of its words.
        found = Comment.objects.select_for_update(no_key=True).filter(id__in=comment_ids, state=CommentState.PUBLISHED)
        columns = found.order_by("id").values_list("id", "publication_id", "created_at", "html")
        rows = [
            SearchedComment(place=place, comment_id=comment_id, publication_id=publication_id, words=words)
            for place, comment_id, publication_id, words in (SearchedComment.row(*row) for row in columns)
        ]
        SearchedComment.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["place"], update_fields=["words"]
        )
    return len(rows)


def _batches(items: Sequence[int]) -> list[Sequence[int]]:
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]
