"""End the discussions of pages that are old enough."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from folkmoot.articles.values import PageKind
from folkmoot.discussion.events import ThreadClosed
from folkmoot.discussion.models import DiscussionSettings, Thread
from folkmoot.discussion.values import ClosedBecause
from folkmoot.kit.outbox.emit import emit

AT_ONCE = 200


def close_by_age(*, now: datetime) -> int:
    """Close the threads whose time has come, in every publication that wants it; return how many.

    A thread that was closed before and that staff reopened stays open.
    """
    wanting = DiscussionSettings.objects.filter(close_after_days__gt=0)
    return sum(
        _close(publication_id, now - timedelta(days=days), now)
        for publication_id, days in wanting.values_list("publication_id", "close_after_days")
    )


def _close(publication_id: int, born_before: datetime, now: datetime) -> int:
    old = Q(page__kind=PageKind.ARTICLE, page__article__published_at__lte=born_before)
    old |= Q(page__kind=PageKind.OUTSIDE, created_at__lte=born_before)
    due = Thread.objects.filter(old, publication_id=publication_id, closed_at=None, closed_because="").order_by("id")
    closed = 0
    while some := list(due.values_list("id", flat=True)[:AT_ONCE]):
        closed += _close_some(publication_id, some, now)
    return closed


def _close_some(publication_id: int, thread_ids: list[int], now: datetime) -> int:
    """Close these threads in one transaction, those that nobody closed meanwhile; return how many."""
    with transaction.atomic():
        found = Thread.objects.filter(id__in=thread_ids, closed_at=None).order_by("id")
        still_open = list(found.select_for_update(no_key=True).values_list("id", flat=True))
        Thread.objects.filter(id__in=still_open).update(closed_at=now, closed_because=ClosedBecause.AGE)
        for thread_id in still_open:
            emit(
                ThreadClosed(
                    publication_id=publication_id, thread_id=thread_id, at=now, because=ClosedBecause.AGE.value
                )
            )
    return len(still_open)
