"""Forget when somebody was last in a discussion, once it has been long."""

from __future__ import annotations

from datetime import datetime, timedelta

from folkmoot.discussion.models import Visit
from folkmoot.discussion.values import VISIT_KEPT_DAYS

BATCH = 1_000


def purge_visits(*, now: datetime) -> int:
    """Delete the visits that ended half a year ago; return how many went.

    Batch by batch, each a transaction of its own, so that nobody who writes waits for all of them.
    """
    over = Visit.objects.filter(seen_at__lt=now - timedelta(days=VISIT_KEPT_DAYS)).order_by("id")
    gone = last = 0
    while ids := list(over.filter(id__gt=last).values_list("id", flat=True)[:BATCH]):
        # Asked again: whoever came back since the batch was read is here, and their visit stays.
        gone += over.filter(id__in=ids).delete()[0]
        last = ids[-1]
    return gone
