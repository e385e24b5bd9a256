"""Let a comment that waited appear."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from folkmoot.discussion.commands.hold_comment import end_holds, facts_of
from folkmoot.discussion.commands.locks import lock_comment
from folkmoot.discussion.commands.record_decision import record_decision
from folkmoot.discussion.events import CommentPublished
from folkmoot.discussion.models import Comment
from folkmoot.discussion.policy import not_a_moderator, not_held
from folkmoot.discussion.values import CommentState
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require
from folkmoot.readers.values import Actor


def release_comment(*, publication_id: int, comment_id: int, actor: Actor, now: datetime) -> None:
    """Publish a held comment at its place; whoever was here while it waited finds it as new.

    If what it answers left no trace meanwhile, that gets an empty place.

    Raises:
        DeniedError: `not_allowed`, `unknown_comment`, `already_decided`.
    """
    require(not_a_moderator(actor.roles))
    with transaction.atomic():
        _is_closed, comment = lock_comment(comment_id, publication_id, at_desk=True)
        require(not_held(CommentState(comment.state)))
        newly_listed = not comment.listed
        comment.state, comment.listed, comment.appeared_at = CommentState.PUBLISHED, True, now
        comment.save(update_fields=("state", "listed", "appeared_at"))
        end_holds(comment, actor.account_id, now=now)
        record_decision(comment, actor, "comment.released", now=now)
        emit(CommentPublished(newly_listed=newly_listed, **facts_of(comment, now)))
        _give_places_to_ancestors(comment)


def _give_places_to_ancestors(comment: Comment) -> None:
    """List each ancestor that is not: an edit can have taken a parent out of sight while this answer waited."""
    parent_id = comment.parent_id
    while parent_id is not None:
        parent = Comment.objects.only("id", "parent_id", "listed").get(id=parent_id)
        if parent.listed:
            return
        Comment.objects.filter(id=parent.id).update(listed=True)
        parent_id = parent.parent_id
        if parent_id is not None:
            Comment.objects.filter(id=parent_id).update(reply_count=F("reply_count") + 1)
