"""End a discussion, or take it up again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.discussion.commands.locks import lock_thread
from folkmoot.discussion.commands.record_decision import record_change
from folkmoot.discussion.events import ThreadClosed, ThreadReopened
from folkmoot.discussion.models import Thread
from folkmoot.discussion.policy import not_a_moderator
from folkmoot.discussion.values import ClosedBecause
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require
from folkmoot.readers.values import Actor


def close_thread(*, publication_id: int, thread_id: int, actor: Actor, now: datetime) -> None:
    """Let nobody speak in a thread any more; what was said stays. Closing a closed one changes nothing.

    Raises:
        DeniedError: `not_allowed`, `unknown_thread`.
    """
    require(not_a_moderator(actor.roles))
    with transaction.atomic():
        if not lock_thread(thread_id, publication_id, at_desk=True):
            Thread.objects.filter(id=thread_id).update(closed_at=now, closed_because=ClosedBecause.STAFF)
            record_change(thread_id, publication_id, actor, "thread.closed", now=now)
            emit(ThreadClosed(publication_id=publication_id, thread_id=thread_id, at=now))


def reopen_thread(*, publication_id: int, thread_id: int, actor: Actor, now: datetime) -> None:
    """Let everybody speak in a thread again. It no longer closes by its age. Opening an open one changes nothing.

    Raises:
        DeniedError: `not_allowed`, `unknown_thread`.
    """
    require(not_a_moderator(actor.roles))
    with transaction.atomic():
        if lock_thread(thread_id, publication_id, at_desk=True):
            threads = Thread.objects.filter(id=thread_id)
            threads.filter(closed_because="").update(closed_because=ClosedBecause.STAFF)  # closed before we kept why
            threads.update(closed_at=None)
            record_change(thread_id, publication_id, actor, "thread.reopened", now=now)
            emit(ThreadReopened(publication_id=publication_id, thread_id=thread_id, at=now))
