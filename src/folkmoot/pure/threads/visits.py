"""Visits of a thread: one lasts while its reader is never gone for long, and what came since the one before is new."""

from __future__ import annotations

from datetime import datetime, timedelta


def visit_at(
    now: datetime, *, seen_at: datetime | None, since: datetime | None, gap_s: float
) -> tuple[datetime, datetime | None]:
    """Return when a reader who is here now was last seen, and when their visit before this one ended (None: never).

    Args:
        seen_at: when they were last seen before; None for somebody who never was.
        since: when the visit of then had its predecessor's end.
        gap_s: an absence of more seconds than this ends a visit.
    """
    if seen_at is None:
        return now, None
    if now - seen_at > timedelta(seconds=gap_s):
        return now, seen_at
    return max(now, seen_at), since
