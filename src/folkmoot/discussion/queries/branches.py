"""Branches below the comments of a page: level by level, until a window is full.

Every reader gets the same part: parents in the order of the page, their replies oldest first. So a branch that ends
here goes on in the window around its last comment, and cursors lead behind what is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from folkmoot.discussion.models import Comment
from folkmoot.discussion.queries.cursors import cursor_behind
from folkmoot.discussion.queries.seeks import first_below, first_replies
from folkmoot.discussion.values import PAGE_CHAIN, PAGE_REPLIES, PAGE_WINDOW_COMMENTS, CommentView
from folkmoot.pure.ranking.ordering import OLDEST
from folkmoot.pure.threads.window import children_by_parent, share


def with_branches(
    rows: Sequence[Comment], *, below: Sequence[int] = PAGE_REPLIES, room: int = PAGE_WINDOW_COMMENTS
) -> tuple[CommentView, ...]:
    """Return comments in their order, each with the part of its branch that a page shows. Three queries at most.

    Args:
        below: how many direct replies are shown at most, of these comments, then of those replies, a query each; of
            what they answer, the first reply alone, `PAGE_CHAIN` levels deep.
        room: how many comments there may be altogether; these themselves are always shown.
    """
    replies = tuple(_levels(rows, below, room - len(rows)))
    by_parent = children_by_parent(replies, lambda reply: reply.parent_id)
    views: dict[int, CommentView] = {}
    for row in reversed((*rows, *replies)):
        views[row.id] = _view(row, by_parent.get(row.id, ()), views)
    return tuple(views[row.id] for row in rows)


def replies_scope(comment_id: int) -> str:
    """Return what a cursor among the direct replies of a comment is bound to."""
    return f"replies-{comment_id}"


def _levels(rows: Sequence[Comment], below: Sequence[int], room: int) -> Iterator[Comment]:
    """Yield the replies that are shown, a level after the other."""
    level = rows
    for most in below:
        parents = [row.id for row in level if row.reply_count]
        each, asked = share(room, among=len(parents), most=most)
        level = list(first_replies(parents[:asked], each))
        room -= len(level)
        yield from level
    parents = [row.id for row in level if row.reply_count]
    yield from list(first_below(parents[: max(room, 0)], PAGE_CHAIN))[: max(room, 0)]


def _view(row: Comment, replies: Sequence[Comment], views: dict[int, CommentView]) -> CommentView:
    follow = row.reply_count > len(replies) > 0
    cursor = cursor_behind(replies[-1], OLDEST, replies_scope(row.id)) if follow else None
    return row.view(tuple(views[reply.id] for reply in replies), more_cursor=cursor)
