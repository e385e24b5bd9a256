"""Forget how posts were sent once nobody can send them again by mistake."""

from __future__ import annotations

from datetime import datetime, timedelta

from folkmoot.discussion.models import Submission
from folkmoot.discussion.values import SAME_WORDS_WINDOW_S


def purge_submissions(*, now: datetime) -> int:
    """Delete submissions without a key that no window looks back to any more; return how many went.

    One with a key stays as long as its comment: the same key must never make a second.
    """
    over = now - timedelta(seconds=SAME_WORDS_WINDOW_S)
    return Submission.objects.filter(key="", at__lt=over).delete()[0]
