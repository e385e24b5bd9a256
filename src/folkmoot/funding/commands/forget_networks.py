"""Forget from which network gifts were begun, once no limit looks back to it."""

from __future__ import annotations

from datetime import datetime, timedelta

from folkmoot.funding.models import Contribution

KEPT = timedelta(hours=48)


def forget_networks(*, now: datetime) -> int:
    """Empty the pseudonyms whose keys are destroyed by now; return how many."""
    return Contribution.objects.filter(created_at__lt=now - KEPT).exclude(network="").update(network="")
