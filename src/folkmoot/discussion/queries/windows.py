"""The part of a thread that one page shows. Its cost follows the page, not the thread.

A window is the roots of one index range, then a statement for each level of their branches that is shown; with a
filter, the comments of one index range.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from folkmoot.discussion.models import Comment, Removal
from folkmoot.discussion.queries.branches import replies_scope, with_branches
from folkmoot.discussion.queries.cursors import cursor_behind, read_cursor
from folkmoot.discussion.queries.filtered import filtered, filters_of, with_answered
from folkmoot.discussion.queries.picks import mark_focus, picks_of, put_forward, with_pick
from folkmoot.discussion.queries.rows import shown, views_with_replies
from folkmoot.discussion.queries.seeks import ancestors, first_replies, is_beyond
from folkmoot.discussion.queries.threads import read_thread
from folkmoot.discussion.values import (
    ANCESTORS_SHOWN,
    API_WINDOW_ROOTS,
    PAGE_REPLIES,
    PAGE_WINDOW_ROOTS,
    CommentState,
    CommentView,
    Filter,
    FocusView,
    Order,
    RepliesView,
    ThreadView,
    WindowView,
)
from folkmoot.pure.ranking.ordering import NEWEST, OLDEST, TOP, Ordering
from folkmoot.pure.threads.window import cut, skipped_between

ORDERINGS = {Order.NEWEST: NEWEST, Order.OLDEST: OLDEST, Order.TOP: TOP}


def read_window(
    thread: ThreadView, *, order: Order, after: str | None, roots: int, only: Filter | None = None
) -> WindowView:
    """Return up to `roots` listed roots in this order, each with its first three replies, for programs. Four queries at most.

    Args:
        after: the `next_cursor` of the window before, or None for the first.
        only: with a filter, the comments that pass it, roots and replies alike, each without its replies.

    Raises:
        DeniedError: `bad_cursor`.
    """
    rows, next_cursor = _window_rows(thread, order, after, roots, only)
    comments = _with_first_replies(rows) if only is None else with_answered(rows)
    window = WindowView(thread=thread, order=order, filter=only, comments=comments, next_cursor=next_cursor)
    return put_forward(window, first=after is None and only is None)


def read_page(thread: ThreadView, *, order: Order, after: str | None, only: Filter | None = None) -> WindowView:
    """Return the window that a page shows: roots with several levels of their branches, and the filters. Six queries at most.

    Args:
        after: as for `read_window`.
        only: as for `read_window`.

    Raises:
        DeniedError: `bad_cursor`.
    """
    rows, next_cursor = _window_rows(thread, order, after, PAGE_WINDOW_ROOTS, only)
    window = WindowView(
        thread=thread,
        order=order,
        filter=only,
        filters=filters_of(thread.id) if thread.comment_count else (),
        comments=with_branches(rows) if only is None else with_answered(rows),
        next_cursor=next_cursor,
    )
    return put_forward(window, first=after is None and only is None)


def read_replies(comment_id: int, *, after: str | None, limit: int = API_WINDOW_ROOTS) -> RepliesView:
    """Return the listed direct children of a comment, oldest first, without theirs. Two queries.

    Raises:
        DeniedError: `bad_cursor`.
    """
    rows, next_cursor = _children(comment_id, after, limit)
    picks = picks_of(rows[0].thread_id) if rows else {}
    return RepliesView(replies=tuple(with_pick(row.view(), picks) for row in rows), next_cursor=next_cursor)


def read_focus(
    comment_id: int, publication_id: int, *, after: str | None = None, order: Order = Order.NEWEST
) -> FocusView | None:
    """Return the window around one listed comment, or None where the public finds nothing. Ten queries at most.

    Args:
        after: where replies go on: a `next_cursor`, or the `more_cursor` of any window; None for the first.
        order: of the window that the reader came from.

    Raises:
        DeniedError: `bad_cursor`.
    """
    row = shown().filter(id=comment_id, publication_id=publication_id, listed=True).first()
    thread = read_thread(row.thread_id, publication_id) if row else None
    if row is None or thread is None:
        return None
    replies, next_cursor = _children(comment_id, after, PAGE_WINDOW_ROOTS)
    above = ancestors(row.id, row.root_id, ANCESTORS_SHOWN) if row.root_id is not None else ()
    focus = FocusView(
        thread=thread,
        order=order,
        continued=after is not None,
        ancestors=tuple(ancestor.view() for ancestor in above),
        skipped_ancestors=skipped_between(row.depth, ANCESTORS_SHOWN),
        comment=row.view(),
        reason=_reason(row),
        replies=with_branches(replies, below=PAGE_REPLIES[1:]),
        next_cursor=next_cursor,
    )
    return mark_focus(focus)


def _reason(row: Comment) -> str:
    """Return why a comment was removed, for everybody to read; "" if it was not."""
    if row.state != CommentState.REMOVED:
        return ""
    return Removal.objects.values_list("reason", flat=True).filter(comment_id=row.id).first() or ""


def _window_rows(
    thread: ThreadView, order: Order, after: str | None, size: int, only: Filter | None
) -> tuple[Sequence[Comment], str | None]:
    """Return the roots of a window, or what passes its filter, and the cursor behind them."""
    scope = f"thread-{thread.id}-{order}"
    if only is not None:
        return _page(filtered(thread.id, only), ORDERINGS[order], f"{scope}-{only}", after, size)
    listed = shown().filter(thread_id=thread.id, parent__isnull=True, listed=True)
    return _page(listed, ORDERINGS[order], scope, after, size)


def _children(comment_id: int, after: str | None, limit: int) -> tuple[Sequence[Comment], str | None]:
    listed = shown().filter(parent_id=comment_id, listed=True)
    return _page(listed, OLDEST, replies_scope(comment_id), after, limit)


def _page(
    listed: QuerySet[Comment], ordering: Ordering, scope: str, after: str | None, size: int
) -> tuple[Sequence[Comment], str | None]:
    """Return one page of comments in this order, and the cursor behind its last one where more follow."""
    if after is not None:
        listed = listed.filter(is_beyond(ordering, *read_cursor(after, ordering, scope)))
    rows, more = cut(list(listed.order_by(*ordering.fields())[: size + 1]), size)
    return rows, cursor_behind(rows[-1], ordering, scope) if more else None


def _with_first_replies(rows: Sequence[Comment]) -> tuple[CommentView, ...]:
    return views_with_replies(rows, first_replies([row.id for row in rows if row.reply_count]))
