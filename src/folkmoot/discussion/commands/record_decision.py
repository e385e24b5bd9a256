"""Write into the audit log what was decided over comments and threads, with the headline they stand under."""

from __future__ import annotations

from datetime import datetime

from folkmoot.discussion.models import Comment, Thread
from folkmoot.discussion.values import comment_path, thread_path
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def record_decision(comment: Comment, actor: Actor, act: str, *, now: datetime) -> None:
    """Write what a member of staff decided over a comment. Runs in the caller's transaction."""
    record_act(
        publication_id=comment.publication_id,
        account_id=actor.account_id,
        act=act,
        subject=_title(comment.thread_id),
        path=comment_path(comment.id),
        now=now,
    )


def record_change(thread_id: int, publication_id: int, actor: Actor, act: str, *, now: datetime) -> None:
    """Write what a member of staff did with a thread. Runs in the caller's transaction."""
    record_act(
        publication_id=publication_id,
        account_id=actor.account_id,
        act=act,
        subject=_title(thread_id),
        path=thread_path(thread_id),
        now=now,
    )


def _title(thread_id: int) -> str:
    return Thread.objects.filter(id=thread_id).values_list("page__title", flat=True).first() or ""
