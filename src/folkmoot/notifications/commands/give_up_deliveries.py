"""Give up what has waited for a month, because there is no mail server or none that listens: it is news to nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

from folkmoot.notifications.models import Delivery
from folkmoot.notifications.values import DeliveryState

OLDEST = timedelta(days=30)


def give_up_deliveries(*, now: datetime) -> int:
    """Give up what is older than that and not being sent right now; return how many letters that were."""
    waiting = Delivery.objects.filter(state__in=[DeliveryState.WAITING, DeliveryState.SENDING], due_at__lte=now)
    old = waiting.filter(created_at__lt=now - OLDEST)
    return old.update(state=DeliveryState.GIVEN_UP, done_at=now, error="It could not be sent for 30 days.")
