"""What is read of a comment to show it, and windows put together from flat lists."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from folkmoot.discussion.models import Comment
from folkmoot.discussion.values import CommentView
from folkmoot.pure.threads.window import children_by_parent

SHOWN = (
    *("id", "thread_id", "root_id", "parent_id", "depth", "reader_id", "name", "badges", "kind", "html"),
    *("state", "listed", "up", "down", "rank", "reply_count", "by_author", "by_staff", "created_at", "edited_at"),
)


def shown() -> QuerySet[Comment]:
    """Return all comments, read with the columns of a view only: never the source."""
    return Comment.objects.only(*SHOWN)


def views_with_replies(parents: Iterable[Comment], replies: Iterable[Comment]) -> tuple[CommentView, ...]:
    """Return the parents in their order, each with its own first replies."""
    by_parent = children_by_parent(replies, lambda reply: reply.parent_id)
    return tuple(row.view(tuple(reply.view() for reply in by_parent.get(row.id, ()))) for row in parents)
