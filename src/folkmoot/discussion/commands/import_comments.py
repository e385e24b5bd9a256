"""Bring comments in from elsewhere, many at once: no screening, no limits, no fact for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from folkmoot.discussion.models import Comment, Hold, Removal, Thread
from folkmoot.discussion.values import CommentState
from folkmoot.kit.ids import reserve_ids

HOLD_CODE = "imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedComment:
    """A comment as it shall stand here.

    Attributes:
        parent_id, root_id: rows that exist already, or None.
        parent_place: place of the parent in the same call, before its replies, if it comes with them; else None.
        depth: 0 for roots.
        html: safe.
        listed: see `Comment`.
        reason: why it is held or was removed; "" for published ones.
    """

    thread_id: int
    parent_id: int | None
    root_id: int | None
    parent_place: int | None
    depth: int
    reader_id: int
    name: str
    badges: tuple[str, ...]
    source: str
    html: str
    renderer_version: int
    state: CommentState
    listed: bool
    reason: str
    created_at: datetime


def import_comments(*, publication_id: int, comments: Sequence[ImportedComment], now: datetime) -> list[int]:
    """Return the ids of the new comments, in order; counters move with them. Runs in the caller's transaction."""
    threads = sorted({comment.thread_id for comment in comments})
    list(Thread.objects.select_for_update(no_key=True).filter(id__in=threads).order_by("id").values_list("id"))
    rows: list[Comment] = []
    for comment, comment_id in zip(comments, reserve_ids(Comment, len(comments)), strict=True):
        row = _row(publication_id, comment)
        row.id = comment_id
        if comment.parent_place is not None:
            parent = rows[comment.parent_place]
            row.parent_id, row.root_id = parent.id, parent.root_id or parent.id
        rows.append(row)
    Comment.objects.bulk_create(rows)
    _say_why(comments, rows, now=now)
    _count(rows)
    return [row.id for row in rows]


def _row(publication_id: int, comment: ImportedComment) -> Comment:
    return Comment(
        publication_id=publication_id,
        thread_id=comment.thread_id,
        root_id=comment.root_id,
        parent_id=comment.parent_id,
        depth=comment.depth,
        reader_id=comment.reader_id,
        name=comment.name,
        badges=list(comment.badges),
        source=comment.source,
        html=comment.html,
        renderer_version=comment.renderer_version,
        state=comment.state,
        listed=comment.listed,
        created_at=comment.created_at,
    )


def _say_why(comments: Sequence[ImportedComment], rows: Sequence[Comment], *, now: datetime) -> None:
    pairs = list(zip(comments, rows, strict=True))
    held = [pair for pair in pairs if pair[0].state is CommentState.HELD]
    gone = [pair for pair in pairs if pair[0].state is CommentState.REMOVED]
    Hold.objects.bulk_create(
        Hold(comment_id=row.id, code=HOLD_CODE, sentence=comment.reason, at=now) for comment, row in held
    )
    Removal.objects.bulk_create(Removal(comment_id=row.id, reason=comment.reason, at=now) for comment, row in gone)


def _count(rows: Sequence[Comment]) -> None:
    published = Counter(row.thread_id for row in rows if row.state == CommentState.PUBLISHED)
    for thread_id, more in published.items():
        Thread.objects.filter(id=thread_id).update(comment_count=F("comment_count") + more)
    # Parents that gain the same number of replies are counted by one statement; mostly that number is one.
    replies = Counter(row.parent_id for row in rows if row.parent_id is not None and row.listed)
    parents_by_gain: dict[int, list[int]] = {}
    for parent_id, more in replies.items():
        parents_by_gain.setdefault(more, []).append(parent_id)
    for more, parent_ids in parents_by_gain.items():
        Comment.objects.filter(id__in=parent_ids).update(reply_count=F("reply_count") + more)
