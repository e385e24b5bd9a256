"""In a slow thread everybody speaks once in a while, and nobody twice at once."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from folkmoot.discussion.models import Comment
from folkmoot.discussion.policy import too_soon
from folkmoot.kit.ratelimit import Rate, take_within
from folkmoot.pure.verdict import require
from folkmoot.readers.values import Actor


def keep_pace(thread_id: int, actor: Actor, slow_s: int, *, now: datetime) -> None:
    """Count a comment of this actor, or refuse it if it comes too soon after their last. Staff have no pace to keep.

    A reader is known by what they wrote, also by what waits or was taken back; a stranger by their network, on which a
    guest's comments count as well: without their cookie they are no faster. Runs in the transaction of the comment,
    under the lock of its thread, so that what is refused for another reason costs nobody their turn.

    Args:
        slow_s: least seconds between two comments; 0: none.

    Raises:
        DeniedError: `slow_mode`, with the seconds to wait.
    """
    if slow_s == 0 or actor.roles:
        return
    if actor.reader_id is not None:
        require(too_soon(slow_s, _wait_s(thread_id, actor.reader_id, slow_s, now)))
    if actor.account_id is None:
        network = Rate(f"slow|{thread_id}|network|{actor.network}", count=1, per_s=slow_s, burst=1)
        wait_s = take_within(network, now=now)
        if actor.reader_id is None:
            require(too_soon(slow_s, wait_s or 0))


def _wait_s(thread_id: int, reader_id: int, slow_s: int, now: datetime) -> int:
    """Return the whole seconds until this reader may speak in the thread again; 0 or less: now."""
    since = now - timedelta(seconds=slow_s)
    found = Comment.objects.filter(reader_id=reader_id, created_at__gt=since, thread_id=thread_id)
    last = found.order_by("-created_at").values_list("created_at", flat=True).first()
    return ceil((last - since).total_seconds()) if last else 0
