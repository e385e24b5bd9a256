"""What happened in a span of time. Facts are not found by their time, but their ids follow it closely."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from folkmoot.kit.outbox.facts import Fact, from_payload
from folkmoot.kit.outbox.models import OutboxEntry

SLACK = timedelta(minutes=1)
"""How far two facts that were written at the same time may differ about it: clocks of several machines, long waits."""


def facts_between(kinds: Collection[str], since: datetime, until: datetime) -> Iterator[Fact]:
    """Yield the kept facts of these kinds that happened at or after `since` and before `until`, in the order of ids.

    The first is found by halving: some twenty seeks, and then what lies between is read.
    """
    begun = OutboxEntry.objects.filter(id__gte=_first_since(since - SLACK)).order_by("id")
    for kind, payload, at in begun.values_list("kind", "payload", "at").iterator():
        if at >= until + SLACK:
            return
        if since <= at < until and kind in kinds:
            yield from_payload(kind, payload)


def _first_since(moment: datetime) -> int:
    """Return an id before which all facts happened before `moment`."""
    ends = OutboxEntry.objects.order_by("id").values_list("id", flat=True)
    low = ends.first() or 0
    high = (ends.last() or 0) + 1
    while low < high:
        middle = (low + high) // 2
        found = OutboxEntry.objects.filter(id__gte=middle).order_by("id").values_list("id", "at").first()
        if found is None or found[1] >= moment:
            high = middle
        else:
            low = found[0] + 1
    return low
