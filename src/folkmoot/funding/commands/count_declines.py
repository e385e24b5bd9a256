"""Count what happens around the form just now: who tries, who is declined."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q

from folkmoot.funding.models import Contribution, Payment
from folkmoot.funding.policy.guarding import HOUR_S, WINDOW, Trouble
from folkmoot.funding.values import ContributionState, PaymentState
from folkmoot.kit.keys import network_ids

NETWORK_PURPOSE = "giving"
UNFINISHED = (ContributionState.BEGUN, ContributionState.ABANDONED)


def trouble_at(publication_id: int, *, now: datetime) -> Trouble:
    """Return how many first payments were declined in the last ten minutes, and how many gifts begun, and paid. Two queries."""
    declines = Payment.objects.filter(
        publication_id=publication_id, state=PaymentState.FAILED, renewal=False, begun_at__gt=now - WINDOW
    )
    begun = Contribution.objects.filter(publication_id=publication_id, created_at__gt=now - WINDOW)
    counts = begun.aggregate(all=Count("id"), unfinished=Count("id", filter=Q(state__in=UNFINISHED)))
    return Trouble(
        declined=declines.count(), unfinished=counts["unfinished"], paid=counts["all"] - counts["unfinished"]
    )


def declines_of(network: str, publication_id: int, *, now: datetime) -> int:
    """Return how many first payments from a network were declined in the last hour. One query."""
    ids = network_ids(purpose=NETWORK_PURPOSE, publication_id=publication_id, prefix=network, now=now)
    found = Payment.objects.filter(
        publication_id=publication_id,
        state=PaymentState.FAILED,
        renewal=False,
        begun_at__gt=now - timedelta(seconds=HOUR_S),
        contribution__network__in=ids,
    )
    return found.count()
