"""From a row to what one may see of it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from folkmoot.discussion.models import Comment
from folkmoot.discussion.values import AuthorView, CommentState, CommentView
from folkmoot.pure.threads.window import children_by_parent

SHOWN = (
    *(
        "id",
        "publication_id",
        "thread_id",
        "root_id",
        "parent_id",
        "depth",
        "reader_id",
        "name",
        "badges",
        "kind",
        "html",
        "state",
        "listed",
    ),
    *("up", "down", "net", "reply_count", "created_at", "edited_at"),
)


def shown() -> QuerySet[Comment]:
    """Return all comments, read with the columns of a view only: never the source."""
    return Comment.objects.only(*SHOWN)


def view_of(row: Comment, replies: tuple[CommentView, ...] = (), *, held_too: bool = False) -> CommentView:
    """Return a comment as the public sees it: without words and author unless it is published.

    Args:
        held_too: for its author and for moderators: with words and author while it waits, too.
    """
    state = CommentState(row.state)
    is_open = state is CommentState.PUBLISHED or (held_too and state is CommentState.HELD)
    return CommentView(
        id=row.id,
        thread_id=row.thread_id,
        parent_id=row.parent_id,
        depth=row.depth,
        author=AuthorView(id=row.reader_id, name=row.name, badges=tuple(row.badges)) if is_open else None,
        body_html=row.html if is_open else "",
        created_at=row.created_at,
        edited_at=row.edited_at,
        up=row.up,
        down=row.down,
        reply_count=row.reply_count,
        kind=row.kind,
        state=state,
        replies=replies,
        more_replies=row.reply_count - len(replies),
    )


def views_with_replies(parents: Iterable[Comment], replies: Iterable[Comment]) -> tuple[CommentView, ...]:
    """Return the parents in their order, each with its own first replies."""
    by_parent = children_by_parent(replies, lambda reply: reply.parent_id)
    return tuple(view_of(row, tuple(view_of(reply) for reply in by_parent.get(row.id, ()))) for row in parents)
