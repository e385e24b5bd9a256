"""What is new to a reader who is back."""

from __future__ import annotations

from datetime import datetime

from folkmoot.discussion.models import Comment, Visit
from folkmoot.discussion.values import NEW_COMMENTS_MAX, VISIT_GAP_S, CommentState, VisitView
from folkmoot.pure.threads.visits import visit_at


def since_of(thread_id: int, reader_id: int, *, now: datetime) -> datetime | None:
    """Return when a reader's visit of a thread before the one of now ended; None if this is the first. One query."""
    found = Visit.objects.filter(thread_id=thread_id, reader_id=reader_id).values_list("seen_at", "since").first()
    seen_at, since = found or (None, None)
    return visit_at(now, seen_at=seen_at, since=since, gap_s=VISIT_GAP_S)[1]


def read_visit(thread_id: int, reader_id: int, *, now: datetime) -> VisitView:
    """Return a reader's visit of a thread and what is new to them. Three queries, however long the thread is.

    Only the last five hundred comments are looked at, and the last five hundred that appeared later than they were
    written, because they had to wait.
    """
    since = since_of(thread_id, reader_id, now=now)
    if since is None:
        return VisitView(since=None)
    said = Comment.objects.filter(thread_id=thread_id)
    columns = ("id", "created_at", "reader_id", "state")
    latest = said.order_by("-id").values_list(*columns)[:NEW_COMMENTS_MAX]
    late = said.filter(appeared_at__gt=since).order_by("-appeared_at").values_list(*columns)[:NEW_COMMENTS_MAX]
    written = (row for row in latest if row[1] > since)
    new = {
        comment_id
        for comment_id, _created_at, author_id, state in (*written, *late)
        if author_id != reader_id and state == CommentState.PUBLISHED
    }
    return VisitView(since=since, new=tuple(sorted(new)[-NEW_COMMENTS_MAX:]))
