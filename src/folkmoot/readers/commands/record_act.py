"""Write down what a member of staff did."""

from __future__ import annotations

from datetime import datetime

from folkmoot.readers.models import AuditEntry

KEPT_CHARS = 300


def record_act(
    *, publication_id: int, account_id: int | None, act: str, subject: str = "", path: str = "", now: datetime
) -> None:
    """Write an entry of the audit log. Runs in the caller's transaction: no act without its entry, no entry without one.

    Args:
        account_id: who acted; None for the house itself (importers, the timetable), of which nothing is written.
        act: a permanent code, "article.published"; its sentence stands in the `ACTS` of the room that owns it.
        subject: what the thing is called, as the log shall show it.
        path: where it is found; "" for nowhere.
    """
    if account_id is None:
        return
    AuditEntry.objects.create(
        publication_id=publication_id,
        account_id=account_id,
        act=act,
        subject=subject[:KEPT_CHARS],
        path=path if len(path) <= KEPT_CHARS else "",
        at=now,
    )
