"""Put a comment forward, with a reason that everybody can read; or let it stand like any other again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.discussion.commands.hold_comment import facts_of
from folkmoot.discussion.commands.locks import lock_comment
from folkmoot.discussion.commands.read_words import read_pick_reason
from folkmoot.discussion.commands.record_decision import record_decision
from folkmoot.discussion.events import CommentPicked, CommentUnpicked
from folkmoot.discussion.models import Pick
from folkmoot.discussion.policy import not_a_moderator, not_pickable, too_many_picks, unknown_pick
from folkmoot.discussion.values import CommentState, PickKind
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require
from folkmoot.readers.values import Actor


def pick_comment(*, publication_id: int, comment_id: int, kind: str, actor: Actor, reason: str, now: datetime) -> None:
    """Pin a published comment to the top of its thread, or feature it where it stands.

    A comment is put forward in one way at a time: what was said of it before is replaced, and it counts as put forward
    now. The author of an article has no say in it under their own piece, unless they also decide over comments.

    Raises:
        DeniedError: `not_allowed`, `unknown_comment`, `unknown_pick`, `not_pickable`, `too_many_picks`,
            `pick_reason_empty`, `pick_reason_too_long`, `reason_unreadable`.
    """
    require(not_a_moderator(actor.roles))
    require(unknown_pick(kind))
    wanted = PickKind(kind)
    reason = read_pick_reason(reason)
    with transaction.atomic():
        _is_closed, comment = lock_comment(comment_id, publication_id, at_desk=True)
        require(not_pickable(CommentState(comment.state)))
        others = Pick.objects.filter(thread_id=comment.thread_id, kind=wanted).exclude(comment=comment)
        require(too_many_picks(wanted, others=others.count()))
        Pick.objects.filter(comment=comment).delete()
        Pick.objects.create(
            thread_id=comment.thread_id,
            comment=comment,
            kind=wanted,
            reason=reason,
            account_id=actor.account_id,
            at=now,
        )
        record_decision(comment, actor, f"comment.{wanted}", now=now)
        emit(CommentPicked(pick=wanted, **facts_of(comment, now)))


def unpick_comment(*, publication_id: int, comment_id: int, actor: Actor, now: datetime) -> None:
    """Let a comment stand like any other again. One that nobody put forward stays as it is.

    Raises:
        DeniedError: `not_allowed`, `unknown_comment`.
    """
    require(not_a_moderator(actor.roles))
    with transaction.atomic():
        _is_closed, comment = lock_comment(comment_id, publication_id, at_desk=True)
        ended, _ = Pick.objects.filter(comment=comment).delete()
        if ended:
            record_decision(comment, actor, "comment.unpicked", now=now)
            emit(CommentUnpicked(**facts_of(comment, now)))
