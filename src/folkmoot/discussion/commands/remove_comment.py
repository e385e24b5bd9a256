"""Take a comment down, with a reason that everybody can read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.discussion.commands.hold_comment import end_holds, facts_of
from folkmoot.discussion.commands.locks import lock_comment
from folkmoot.discussion.commands.read_words import read_reason
from folkmoot.discussion.commands.record_decision import record_decision
from folkmoot.discussion.events import CommentRemoved
from folkmoot.discussion.models import Removal
from folkmoot.discussion.policy import not_a_moderator, not_removable
from folkmoot.discussion.values import CommentState
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require
from folkmoot.readers.values import Actor


def remove_comment(*, publication_id: int, comment_id: int, actor: Actor, reason: str, now: datetime) -> None:
    """Remove a published or held comment. One that was public leaves its empty place.

    Raises:
        DeniedError: `not_allowed`, `unknown_comment`, `already_decided`, `reason_empty`, `reason_too_long`,
            `reason_unreadable`.
    """
    require(not_a_moderator(actor.roles))
    reason = read_reason(reason)
    with transaction.atomic():
        _is_closed, comment = lock_comment(comment_id, publication_id, at_desk=True)
        state = CommentState(comment.state)
        require(not_removable(state))
        comment.state = CommentState.REMOVED
        comment.save(update_fields=("state",))
        end_holds(comment, actor.account_id, now=now)
        Removal.objects.create(comment=comment, account_id=actor.account_id, reason=reason, at=now)
        record_decision(comment, actor, "comment.removed", now=now)
        emit(CommentRemoved(was_public=state is CommentState.PUBLISHED, **facts_of(comment, now)))
