"""Give imported pages their threads, many at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from folkmoot.discussion.models import Thread


def import_threads(*, publication_id: int, closed: Mapping[int, bool], now: datetime) -> dict[int, int]:
    """Return thread id by page id for the pages that had no thread yet. Runs in the caller's transaction.

    Args:
        closed: by page id, whether nobody may comment any more.
    """
    have = set(Thread.objects.filter(page_id__in=list(closed)).values_list("page_id", flat=True))
    rows = Thread.objects.bulk_create(
        Thread(publication_id=publication_id, page_id=page_id, closed_at=now if shut else None, created_at=now)
        for page_id, shut in closed.items()
        if page_id not in have
    )
    return {row.page_id: row.id for row in rows}
