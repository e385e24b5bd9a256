"""Note what became of a message of the demo provider."""

from __future__ import annotations

from django.db.models import F

from folkmoot.funding.models import DemoMessage


def note_delivery(message_id: int) -> None:
    """Count one more delivery."""
    DemoMessage.objects.filter(id=message_id).update(delivered=F("delivered") + 1)


def drop_message(event_id: str) -> bool:
    """Let a message be lost for good; return False for one that was sent already, or does not exist."""
    return bool(DemoMessage.objects.filter(event_id=event_id, delivered=0).update(dropped=True))
