"""Write a letter down. Whether and when it leaves is for `send_deliveries`."""

from __future__ import annotations

from datetime import datetime

from folkmoot.funding.values.tokens import supporter_key
from folkmoot.notifications.models import Delivery
from folkmoot.notifications.values import Words


def write_delivery(*, publication_id: int, kind: str, fact: str, to: str, words: Words, now: datetime) -> None:
    """Write a letter about a fact, unless it is written: then nothing changes, whatever became of it.

    Runs in the caller's transaction or in one of its own. Without an address nobody is written to.

    Args:
        kind: what sort of letter.
        fact: natural name of what it is about, as `payment|17`.
    """
    if not to:
        return
    delivery = Delivery(
        publication_id=publication_id,
        kind=kind,
        fact=fact,
        recipient_key=supporter_key(to),
        to=to,
        subject=words.subject,
        text=words.text,
        created_at=now,
        due_at=now,
    )
    Delivery.objects.bulk_create([delivery], ignore_conflicts=True)
