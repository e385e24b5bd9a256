"""One comment, and what a reader has to do with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from folkmoot.discussion.models import COMMENT_IS_PUBLIC, Comment, Hold, Removal, Vote
from folkmoot.discussion.policy import MODERATORS, not_changeable, unseen
from folkmoot.discussion.queries.picks import picks_of, with_pick
from folkmoot.discussion.queries.rows import shown
from folkmoot.discussion.queries.seeks import first_replies
from folkmoot.discussion.queries.threads import views_of_threads
from folkmoot.discussion.values import EDIT_WINDOW_S, CommentState, CommentView, OwnComment, ThreadView
from folkmoot.kit.text.spoilers import named
from folkmoot.readers.values import Actor

MY_LIST_MAX = 100
CHANGEABLE = (CommentState.PUBLISHED, CommentState.HELD)
ANYONE = Actor()


def read_comment(comment_id: int, publication_id: int, *, actor: Actor = ANYONE) -> CommentView | None:
    """Return a comment with its first replies, or None where there is nothing for this actor to see. Three queries.

    What the lists show is seen by everybody. What waits is seen by its author and by moderators, with its words.
    """
    row = shown().filter(COMMENT_IS_PUBLIC, id=comment_id, publication_id=publication_id).first()
    if row is None:
        return None
    own = actor.reader_id is not None and row.reader_id == actor.reader_id
    if unseen(own=own, listed=row.listed, roles=actor.roles) is not None:
        return None
    replies = tuple(reply.view() for reply in first_replies([row.id] if row.reply_count else []))
    view = row.view(replies, held_too=own or bool(MODERATORS & actor.roles))
    return with_pick(view, picks_of(row.thread_id))


def recent_comments(thread_id: int, limit: int) -> tuple[CommentView, ...]:
    """Return the last published comments of a thread, roots and replies, newest first, without their replies. One query."""
    found = shown().filter(thread_id=thread_id, state=CommentState.PUBLISHED)
    return tuple(row.view() for row in found.order_by("-id")[:limit])


def votes_in_thread(thread_id: int, reader_id: int) -> dict[int, int]:
    """Return comment id → this reader's vote (±1) in a thread."""
    found = Vote.objects.filter(reader_id=reader_id, comment__thread_id=thread_id)
    return dict(found.values_list("comment_id", "value"))


def held_in_thread(thread_id: int, reader_id: int) -> tuple[CommentView, ...]:
    """Return this reader's comments in a thread that wait for a person, oldest first."""
    found = shown().filter(reader_id=reader_id, thread_id=thread_id, state=CommentState.HELD)
    return tuple(row.view(held_too=True) for row in found.order_by("created_at", "id"))


def editable_in_thread(thread_id: int, reader_id: int, *, now: datetime) -> tuple[int, ...]:
    """Return the ids of this reader's comments in a thread that they may still change."""
    since = now - timedelta(seconds=EDIT_WINDOW_S)
    found = Comment.objects.filter(reader_id=reader_id, thread_id=thread_id, created_at__gte=since)
    return tuple(found.filter(state__in=CHANGEABLE).order_by("id").values_list("id", flat=True))


def own_comments(reader_id: int, publication_id: int, *, now: datetime) -> tuple[OwnComment, ...]:
    """Return a reader's latest hundred comments in this publication, newest first."""
    found = Comment.objects.filter(COMMENT_IS_PUBLIC, reader_id=reader_id, publication_id=publication_id)
    return _own(list(found.order_by("-created_at", "-id")[:MY_LIST_MAX]), now)


def own_comment(comment_id: int, publication_id: int, *, reader_id: int | None, now: datetime) -> OwnComment | None:
    """Return one comment as its author may see it, or None for everybody else."""
    if reader_id is None:
        return None
    found = Comment.objects.filter(COMMENT_IS_PUBLIC, id=comment_id, publication_id=publication_id)
    return next(iter(_own(list(found.filter(reader_id=reader_id)), now)), None)


def _own(rows: list[Comment], now: datetime) -> tuple[OwnComment, ...]:
    threads = views_of_threads(row.thread_id for row in rows)
    reasons = _reasons([row.id for row in rows])
    return tuple(_own_view(row, threads[row.thread_id], reasons.get(row.id, ""), now) for row in rows)


def _reasons(comment_ids: list[int]) -> dict[int, str]:
    """Return comment id → why it waits or was removed."""
    holds = Hold.objects.filter(comment_id__in=comment_ids, ended_at=None).order_by("id")
    removals = Removal.objects.filter(comment_id__in=comment_ids)
    return dict(holds.values_list("comment_id", "sentence")) | dict(removals.values_list("comment_id", "reason"))


def _own_view(row: Comment, thread: ThreadView, reason: str, now: datetime) -> OwnComment:
    state = CommentState(row.state)
    return OwnComment(
        id=row.id,
        thread=thread,
        state=state,
        source=row.source,
        body_html=named(row.html),
        reason=reason,
        created_at=row.created_at,
        edited_at=row.edited_at,
        may_change=not_changeable(own=True, state=state, created_at=row.created_at, now=now) is None,
    )
