"""What staff put forward: marks on comments wherever they are shown, and what stands on top of a thread.

A thread has few picks (`PINNED_MAX`, `FEATURED_MAX`), so they are read all at once, whatever a window shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from django.db.models import QuerySet

from folkmoot.discussion.models import Pick
from folkmoot.discussion.queries.rows import SHOWN
from folkmoot.discussion.values import CommentView, FocusView, PickKind, PickView, WindowView

Picks = Mapping[int, PickView]
COLUMNS = ("comment_id", "kind", "reason", "at")


def picks_of(thread_id: int) -> Picks:
    """Return comment id → how it is put forward, the newest pick first. One query."""
    return _views(_newest_first(thread_id))


def with_pick(view: CommentView, picks: Picks, *, above: Collection[int] = ()) -> CommentView:
    """Return a comment with its mark, and its replies with theirs.

    Args:
        above: ids of those that the same page shows on top already.
    """
    if not picks:
        return view
    replies = tuple(with_pick(reply, picks, above=above) for reply in view.replies)
    return replace(view, replies=replies, picked=picks.get(view.id), is_above=view.id in above)


def put_forward(window: WindowView, *, first: bool) -> WindowView:
    """Return a window with its marks, and with what is pinned on top of the first one. One query at most."""
    found = _newest_first(window.thread.id)
    if first:
        found = found.select_related("comment").only(*COLUMNS, *(f"comment__{name}" for name in SHOWN))
    rows = list(found) if window.comments else []
    if not rows:
        return window
    picks = _views(rows)
    pinned = [row for row in rows if first and row.kind == PickKind.PINNED]
    above = [row.comment_id for row in pinned]
    comments = tuple(with_pick(view, picks, above=above) for view in window.comments)
    return replace(window, comments=comments, pinned=tuple(with_pick(row.comment.view(), picks) for row in pinned))


def mark_focus(focus: FocusView) -> FocusView:
    """Return the window around one comment with its marks. One query."""
    picks = picks_of(focus.thread.id)
    return replace(
        focus,
        ancestors=tuple(with_pick(view, picks) for view in focus.ancestors),
        comment=with_pick(focus.comment, picks),
        replies=tuple(with_pick(view, picks) for view in focus.replies),
    )


def _newest_first(thread_id: int) -> QuerySet[Pick]:
    return Pick.objects.filter(thread_id=thread_id).order_by("-at", "-id").only(*COLUMNS)


def _views(rows: Iterable[Pick]) -> Picks:
    return {row.comment_id: PickView(kind=PickKind(row.kind), reason=row.reason, at=row.at) for row in rows}
