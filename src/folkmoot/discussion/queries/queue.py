"""What waits for a person, and any comment as staff see it before they decide."""

from __future__ import annotations

from collections.abc import Iterable

from folkmoot.discussion.models import Comment, Hold, Pick
from folkmoot.discussion.queries.threads import views_of_threads
from folkmoot.discussion.values import CommentState, HeldComment, PickKind, PickView
from folkmoot.kit.text.spoilers import named

QUEUE_MAX = 100


def held_comments(publication_id: int) -> tuple[HeldComment, ...]:
    """Return the hundred comments that have waited longest. Five queries."""
    found = Comment.objects.filter(publication_id=publication_id, state=CommentState.HELD)
    return _for_staff(found.order_by("id")[:QUEUE_MAX])


def comment_for_staff(comment_id: int, publication_id: int) -> HeldComment | None:
    """Return one comment with its words, whatever its state, or None."""
    found = Comment.objects.filter(id=comment_id, publication_id=publication_id)
    return next(iter(_for_staff(found)), None)


def _for_staff(found: Iterable[Comment]) -> tuple[HeldComment, ...]:
    rows = list(found)
    threads = views_of_threads(row.thread_id for row in rows)
    holds = {hold.comment_id: hold for hold in Hold.objects.filter(comment__in=rows, ended_at=None).order_by("id")}
    picks = {pick.comment_id: pick for pick in Pick.objects.filter(comment__in=rows)}
    return tuple(
        HeldComment(
            id=row.id,
            thread=threads[row.thread_id],
            name=row.name,
            mark=row.author_view().mark,
            body_html=named(row.html),
            source=row.source,
            state=CommentState(row.state),
            created_at=row.created_at,
            code=hold.code if hold else "",
            sentence=hold.sentence if hold else "",
            held_at=hold.at if hold else None,
            picked=PickView(kind=PickKind(pick.kind), reason=pick.reason, at=pick.at) if pick else None,
        )
        for row in rows
        for hold, pick in [(holds.get(row.id), picks.get(row.id))]
    )
