"""Let a discussion go slower, or as fast as it likes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.discussion.commands.locks import lock_thread
from folkmoot.discussion.commands.record_decision import record_change
from folkmoot.discussion.events import ThreadPaced
from folkmoot.discussion.models import Thread
from folkmoot.discussion.policy import not_a_moderator, unfit_pace
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require
from folkmoot.readers.values import Actor


def pace_thread(*, publication_id: int, thread_id: int, actor: Actor, slow_s: int | None, now: datetime) -> None:
    """Let everybody comment in a thread once in `slow_s` seconds (0: as often as they like; None: as everywhere else).

    The same pace again changes nothing.

    Raises:
        DeniedError: `not_allowed`, `bad_pace`, `unknown_thread`.
    """
    require(not_a_moderator(actor.roles))
    require(unfit_pace(slow_s))
    with transaction.atomic():
        lock_thread(thread_id, publication_id, at_desk=True)
        threads = Thread.objects.filter(id=thread_id)
        if threads.values_list("slow_s", flat=True).get() == slow_s:
            return
        threads.update(slow_s=slow_s)
        record_change(thread_id, publication_id, actor, "thread.paced", now=now)
        emit(ThreadPaced(publication_id=publication_id, thread_id=thread_id, at=now))
