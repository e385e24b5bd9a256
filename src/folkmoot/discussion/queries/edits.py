"""What a comment said before: only what anybody could read, and only while it can still be read."""

from __future__ import annotations

from collections.abc import Sequence

from folkmoot.discussion.models import Comment, CommentEdit, Hold
from folkmoot.discussion.queries.threads import read_thread
from folkmoot.discussion.values import CommentState, EditsView, VersionView
from folkmoot.pure.diff import word_diff
from folkmoot.pure.threads.versions import Version, public_versions


def read_edits(comment_id: int, publication_id: int) -> EditsView | None:
    """Return how a published comment changed, or None where the public finds nothing. Four queries.

    What it said only while it was held was never public, and is not shown now either.
    """
    row = Comment.objects.filter(id=comment_id, publication_id=publication_id, state=CommentState.PUBLISHED).first()
    thread = read_thread(row.thread_id, publication_id) if row else None
    if row is None or thread is None:
        return None
    edits = CommentEdit.objects.filter(comment_id=row.id).order_by("id").values_list("source", "at")
    holds = Hold.objects.filter(comment_id=row.id).values_list("at", "ended_at")
    versions = public_versions([*edits], row.source, since=row.created_at, holds=[*holds])
    return EditsView(thread=thread, comment=row.view(), versions=_views(versions))


def state_of_listed(comment_id: int, publication_id: int) -> CommentState | None:
    """Return what became of a comment that has a place in the lists, or None where the public finds none."""
    found = Comment.objects.filter(id=comment_id, publication_id=publication_id, listed=True)
    state = found.values_list("state", flat=True).first()
    return CommentState(state) if state else None


def _views(versions: Sequence[Version]) -> tuple[VersionView, ...]:
    befores = (None, *(said for said, _ in versions))
    views = [
        VersionView(at=at, source=said, pieces=word_diff(before, said) if before is not None else None)
        for (said, at), before in zip(versions, befores, strict=False)
    ]
    return tuple(reversed(views))
