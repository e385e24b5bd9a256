"""Remember where an account is signed in, and end it there."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from folkmoot.readers.models import SignIn
from folkmoot.readers.values.staff import Means

BROWSER_CHARS = 80


def remember_sign_in(*, account_id: int, session_key: str, browser: str, means: Means, now: datetime) -> None:
    """Write down that an account has signed in. Sessions that are over are forgotten."""
    with transaction.atomic():
        alive = Session.objects.values("session_key")
        SignIn.objects.filter(account_id=account_id).exclude(session_key__in=alive).delete()
        SignIn.objects.create(
            account_id=account_id, session_key=session_key, browser=browser[:BROWSER_CHARS], means=means, at=now
        )


def move_sign_in(*, old_key: str, session_key: str) -> None:
    """Follow a session that got a new key."""
    SignIn.objects.filter(session_key=old_key).update(session_key=session_key)


def end_sign_ins(*, account_id: int, but: str | None) -> int:
    """End an account's sessions everywhere, at once, but for one session key; return how many."""
    with transaction.atomic():
        rows = SignIn.objects.filter(account_id=account_id)
        if but is not None:
            rows = rows.exclude(session_key=but)
        Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
        return rows.delete()[0]
