"""Remember that a reader is here."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from folkmoot.discussion.models import Visit
from folkmoot.discussion.values import VISIT_GAP_S, VISIT_KEPT_EVERY_S
from folkmoot.pure.threads.visits import visit_at


def keep_visit(*, thread_id: int, reader_id: int, now: datetime) -> None:
    """Move a reader's visit of a thread to now, or begin the next one. Within a minute nothing is written again."""
    latest = Visit.objects.filter(thread_id=thread_id, reader_id=reader_id).values_list("seen_at", flat=True).first()
    if latest is not None and now - latest < timedelta(seconds=VISIT_KEPT_EVERY_S):
        return
    with transaction.atomic():
        mine = Visit.objects.select_for_update(no_key=True)
        visit, is_first = mine.get_or_create(thread_id=thread_id, reader_id=reader_id, defaults={"seen_at": now})
        if not is_first:
            visit.seen_at, visit.since = visit_at(now, seen_at=visit.seen_at, since=visit.since, gap_s=VISIT_GAP_S)
            visit.save(update_fields=("seen_at", "since"))
