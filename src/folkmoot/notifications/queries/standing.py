"""How letters fare, for `doctor`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Min

from folkmoot.notifications.models import Delivery
from folkmoot.notifications.values import DeliveryState, MailStanding

LATELY = timedelta(days=30)


def mail_standing(*, now: datetime) -> MailStanding:
    """Return what waits, what fails, and what was given up in the last month."""
    waiting = Delivery.objects.filter(state__in=[DeliveryState.WAITING, DeliveryState.SENDING])
    counted = waiting.aggregate(count=Count("id"), oldest_at=Min("created_at"))
    failing = waiting.exclude(error="")
    given_up = Delivery.objects.filter(state=DeliveryState.GIVEN_UP, done_at__gte=now - LATELY)
    return MailStanding(
        waiting=counted["count"],
        oldest_at=counted["oldest_at"],
        failing=failing.count(),
        error=failing.order_by("-sending_at").values_list("error", flat=True).first() or "",
        given_up=given_up.count(),
        given_up_error=given_up.order_by("-done_at").values_list("error", flat=True).first() or "",
    )
