"""Take one's own comment back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.discussion.commands.hold_comment import end_holds, facts_of
from folkmoot.discussion.commands.locks import lock_comment
from folkmoot.discussion.events import CommentWithdrawn
from folkmoot.discussion.policy import not_changeable, unseen
from folkmoot.discussion.values import CommentState, CommentView
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require
from folkmoot.readers.values import Actor


def withdraw_comment(*, publication_id: int, comment_id: int, actor: Actor, now: datetime) -> CommentView:
    """Withdraw one's own comment within its window and return what is left of it.

    A comment that was public leaves its empty place. Withdrawing twice is withdrawing once.

    Raises:
        DeniedError: `unknown_comment`, `not_yours`, `not_changeable`, `edit_window_over`.
    """
    with transaction.atomic():
        _is_closed, comment = lock_comment(comment_id, publication_id)
        own = actor.reader_id is not None and comment.reader_id == actor.reader_id
        require(unseen(own=own, listed=comment.listed, roles=actor.roles))
        state = CommentState(comment.state)
        if own and state is CommentState.WITHDRAWN:
            return comment.view()
        require(not_changeable(own=own, state=state, created_at=comment.created_at, now=now))
        comment.state, comment.withdrawn_at = CommentState.WITHDRAWN, now
        comment.save(update_fields=("state", "withdrawn_at"))
        end_holds(comment, actor.account_id, now=now)
        emit(CommentWithdrawn(was_public=state is CommentState.PUBLISHED, **facts_of(comment, now)))
    return comment.view()
