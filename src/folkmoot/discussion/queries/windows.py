"""The part of a thread that one page shows. Its cost follows the page, not the thread.

A window is the roots of one index range, then the first replies of all of them in one statement.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from folkmoot.discussion.models import Comment, Removal
from folkmoot.discussion.queries.cursors import cursor_behind, read_cursor
from folkmoot.discussion.queries.rows import shown, views_with_replies
from folkmoot.discussion.queries.seeks import ancestors, first_replies, is_beyond
from folkmoot.discussion.queries.threads import read_thread
from folkmoot.discussion.values import (
    ANCESTORS_SHOWN,
    API_WINDOW_ROOTS,
    PAGE_WINDOW_ROOTS,
    CommentState,
    CommentView,
    FocusView,
    Order,
    RepliesView,
    ThreadView,
    WindowView,
)
from folkmoot.pure.ranking.ordering import NEWEST, OLDEST, TOP, Ordering
from folkmoot.pure.threads.window import cut, skipped_between

ORDERINGS = {Order.NEWEST: NEWEST, Order.OLDEST: OLDEST, Order.TOP: TOP}


def read_window(thread: ThreadView, *, order: Order, after: str | None, roots: int) -> WindowView:
    """Return up to `roots` listed roots in this order, each with its first three replies. Two queries.

    Args:
        after: the `next_cursor` of the window before, or None for the first.

    Raises:
        DeniedError: `bad_cursor`.
    """
    listed = shown().filter(thread_id=thread.id, parent__isnull=True, listed=True)
    scope = f"thread-{thread.id}-{order}"
    rows, next_cursor = _page(listed, ORDERINGS[order], scope, after, roots)
    return WindowView(thread=thread, order=order, comments=_with_replies(rows), next_cursor=next_cursor)


def read_replies(comment_id: int, *, after: str | None, limit: int = API_WINDOW_ROOTS) -> RepliesView:
    """Return the listed direct children of a comment, oldest first, without theirs. One query.

    Raises:
        DeniedError: `bad_cursor`.
    """
    rows, next_cursor = _children(comment_id, after, limit)
    return RepliesView(replies=tuple(row.view() for row in rows), next_cursor=next_cursor)


def read_focus(comment_id: int, publication_id: int, *, after: str | None = None) -> FocusView | None:
    """Return the window around one listed comment, or None where the public finds nothing. Seven queries at most.

    Args:
        after: the `next_cursor` of the replies before, or None for the first.

    Raises:
        DeniedError: `bad_cursor`.
    """
    row = shown().filter(id=comment_id, publication_id=publication_id, listed=True).first()
    thread = read_thread(row.thread_id, publication_id) if row else None
    if row is None or thread is None:
        return None
    replies, next_cursor = _children(comment_id, after, PAGE_WINDOW_ROOTS)
    above = ancestors(row.id, row.root_id, ANCESTORS_SHOWN) if row.root_id is not None else ()
    return FocusView(
        thread=thread,
        ancestors=tuple(ancestor.view() for ancestor in above),
        skipped_ancestors=skipped_between(row.depth, ANCESTORS_SHOWN),
        comment=row.view(),
        reason=_reason(row),
        replies=_with_replies(replies),
        next_cursor=next_cursor,
    )


def _reason(row: Comment) -> str:
    """Return why a comment was removed, for everybody to read; "" if it was not."""
    if row.state != CommentState.REMOVED:
        return ""
    return Removal.objects.values_list("reason", flat=True).filter(comment_id=row.id).first() or ""


def _children(comment_id: int, after: str | None, limit: int) -> tuple[Sequence[Comment], str | None]:
    listed = shown().filter(parent_id=comment_id, listed=True)
    return _page(listed, OLDEST, f"replies-{comment_id}", after, limit)


def _page(
    listed: QuerySet[Comment], ordering: Ordering, scope: str, after: str | None, size: int
) -> tuple[Sequence[Comment], str | None]:
    """Return one page of comments in this order, and the cursor behind its last one where more follow."""
    if after is not None:
        listed = listed.filter(is_beyond(ordering, *read_cursor(after, ordering, scope)))
    rows, more = cut(list(listed.order_by(*ordering.fields())[: size + 1]), size)
    return rows, cursor_behind(rows[-1], ordering, scope) if more else None


def _with_replies(rows: Sequence[Comment]) -> tuple[CommentView, ...]:
    return views_with_replies(rows, first_replies([row.id for row in rows if row.reply_count]))
