"""Let a comment wait for a person, and say what every fact about a comment says."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from folkmoot.discussion.events import CommentHeld
from folkmoot.discussion.models import Comment, Hold
from folkmoot.discussion.ports import Screening
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.words import say


def facts_of(comment: Comment, now: datetime) -> dict[str, Any]:
    """Return the fields that all facts about one comment have in common."""
    return {
        "publication_id": comment.publication_id,
        "at": now,
        "thread_id": comment.thread_id,
        "comment_id": comment.id,
        "parent_id": comment.parent_id,
        "root_id": comment.root_id or comment.id,
    }


def hold_comment(comment: Comment, screening: Screening, *, was_public: bool, now: datetime) -> None:
    """Write why a comment waits, and tell it. The row already says `held`; runs in the caller's transaction.

    What is written are the words that its author is told, in the language in which they are told.

    Args:
        was_public: it had been published before, and was edited.
    """
    Hold.objects.create(comment=comment, code=screening.code, sentence=say(screening), at=now)
    emit(
        CommentHeld(
            code=screening.code,
            was_public=was_public,
            unlisted=was_public and not comment.listed,
            **facts_of(comment, now),
        )
    )


def end_holds(comment: Comment, account_id: int | None, *, now: datetime) -> None:
    """Write that the waiting is over, and who ended it (None: the author). Runs in the caller's transaction."""
    Hold.objects.filter(comment=comment, ended_at=None).update(ended_at=now, ended_by_id=account_id)
