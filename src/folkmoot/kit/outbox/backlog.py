"""What waits in the outbox, for `doctor` and `/readyz`; and the end of facts that nobody needs any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet

from folkmoot.kit.outbox.models import HandlerCursor, OutboxEntry, ParkedFact
from folkmoot.kit.outbox.sequence import in_order, last_seq, place_of
from folkmoot.kit.outbox.subscribers import Subscriber, subscribers

KEPT = timedelta(days=7)
PURGED_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerBacklog:
    """One handler's standing.

    Attributes:
        waiting: facts it has not handled.
        oldest_at: when the first of them happened, None when there is none.
        failures: how often it failed on that one so far.
        retry_at: when it is tried again, None unless it failed.
        parked: facts it was given up on.
    """

    name: str
    waiting: int
    oldest_at: datetime | None
    failures: int
    retry_at: datetime | None
    parked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """The outbox as a whole; `unstamped` facts have no sequence number yet (PostgreSQL only)."""

    unstamped: int
    handlers: tuple[HandlerBacklog, ...]

    @property
    def waiting(self) -> int:
        """Return how many facts the slowest handler has before it; without handlers nobody waits for any."""
        return self.unstamped + max((handler.waiting for handler in self.handlers), default=0)


def backlog() -> Backlog:
    """Return what waits, for every handler that `wiring` names."""
    cursors = HandlerCursor.objects.in_bulk()
    parked = dict(ParkedFact.objects.values_list("handler").annotate(Count("id")))
    placed = in_order()
    unstamped = OutboxEntry.objects.count() - placed.count()
    return Backlog(
        unstamped=unstamped,
        handlers=tuple(
            _handler_backlog(subscriber, cursors.get(subscriber.name), parked.get(subscriber.name, 0))
            for subscriber in subscribers()
        ),
    )


def purge_facts(*, now: datetime) -> int:
    """Delete facts older than `KEPT` that every handler is done with; return how many went."""
    head = last_seq()  # read first: a fact that arrives while we look has been handled by nobody
    cursors = HandlerCursor.objects.in_bulk()
    firsts = [_waiting_for(subscriber, cursors.get(subscriber.name)).first() for subscriber in subscribers()]
    needed = [place_of(entry) for entry in firsts if entry is not None]
    done = in_order(upto=min(needed) - 1 if needed else head).filter(at__lt=now - KEPT)
    gone = 0
    while ids := list(done.values_list("pk", flat=True)[:PURGED_AT_ONCE]):  # short transactions: posts go in between
        gone += OutboxEntry.objects.filter(pk__in=ids).delete()[0]
    return gone


def _handler_backlog(subscriber: Subscriber, cursor: HandlerCursor | None, parked: int) -> HandlerBacklog:
    waiting = _waiting_for(subscriber, cursor)
    return HandlerBacklog(
        name=subscriber.name,
        waiting=waiting.count(),
        oldest_at=waiting.values_list("at", flat=True).first(),
        failures=cursor.failures if cursor else 0,
        retry_at=cursor.retry_at if cursor else None,
        parked=parked,
    )


def _waiting_for(subscriber: Subscriber, cursor: HandlerCursor | None) -> QuerySet[OutboxEntry]:
    waiting = in_order(after=cursor.seq if cursor else 0)
    return waiting if subscriber.kinds is None else waiting.filter(kind__in=subscriber.kinds)
