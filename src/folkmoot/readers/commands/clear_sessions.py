"""Forget sessions that have run out."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session


def clear_sessions(*, now: datetime) -> int:
    """Delete the sessions whose time is over; return how many went."""
    return Session.objects.filter(expire_date__lt=now).delete()[0]
