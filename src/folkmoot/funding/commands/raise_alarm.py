"""Call a person."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime

from folkmoot.funding.events import AlarmRaised
from folkmoot.funding.models import Alarm
from folkmoot.kit.outbox.emit import emit

log = logging.getLogger("folkmoot.funding")
KEY_CHARS = 200


def raise_alarm(
    publication_id: int, kind: str, key: str, details: Mapping[str, object] | None = None, *, now: datetime
) -> None:
    """Write an alarm, tell it, and log it; the same trouble again changes nothing. Runs in the caller's transaction.

    Args:
        kind: `card_testing`, `quarantine`, `provider_down`.
        key: natural name of the trouble.
    """
    row, is_new = Alarm.objects.get_or_create(
        publication_id=publication_id,
        kind=kind,
        key=key[:KEY_CHARS],
        defaults={"details": dict(details or {}), "raised_at": now},
    )
    if is_new:
        log.error("alarm %s: %s %s", kind, key, details or "")
        emit(AlarmRaised(publication_id=publication_id, alarm_id=row.id, at=now))
