"""Forget what letters said, and to whom, once nobody asks any more. That they were written stays: none is written twice."""

from __future__ import annotations

from datetime import datetime, timedelta

from folkmoot.notifications.models import Delivery
from folkmoot.notifications.values import DeliveryState

KEPT = timedelta(days=30)
AT_ONCE = 500


def empty_deliveries(*, now: datetime) -> int:
    """Empty letters that were sent or given up a month ago; return how many."""
    done = Delivery.objects.filter(
        state__in=[DeliveryState.SENT, DeliveryState.GIVEN_UP], done_at__lt=now - KEPT
    ).exclude(to="")
    emptied = 0
    while ids := list(done.order_by("id").values_list("id", flat=True)[:AT_ONCE]):  # short transactions
        emptied += Delivery.objects.filter(id__in=ids).update(to="", subject="", text="")
    return emptied
