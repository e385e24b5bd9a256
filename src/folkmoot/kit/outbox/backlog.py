"""What waits in the outbox, for `doctor` and `/readyz`; and the end of facts that nobody needs any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
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
    """The outbox as a whole.

    Attributes:
        unstamped: facts that have no sequence number yet (PostgreSQL only); no handler can have had them.
        unstamped_at: when the first of them happened.
    """

    unstamped: int
    unstamped_at: datetime | None = None
    handlers: tuple[HandlerBacklog, ...]

    @property
    def waiting(self) -> int:
        """Return how many facts the slowest handler has before it; without handlers nobody waits for any."""
        return self.unstamped + max((handler.waiting for handler in self.handlers), default=0)


def backlog() -> Backlog:
    """Return what waits, for every handler that `wiring` names."""
    cursors = HandlerCursor.objects.in_bulk()
    parked = dict(ParkedFact.objects.values_list("handler").annotate(Count("id")))
    unstamped = _unstamped()
    return Backlog(
        unstamped=unstamped.count(),
        unstamped_at=_first_at(unstamped),
        handlers=tuple(
            _handler_backlog(subscriber, cursors.get(subscriber.name), parked.get(subscriber.name, 0))
            for subscriber in subscribers()
        ),
    )


def oldest_untried() -> datetime | None:
    """Return when the oldest fact happened that a handler has not tried, None when there is none.

    Cheap, however much waits: one row is read for each handler. Those that failed and are tried again are left out.
    """
    cursors = HandlerCursor.objects.in_bulk()
    untried = [
        _first_at(_waiting_for(subscriber, cursors.get(subscriber.name)))
        for subscriber in subscribers()
        if subscriber.name not in cursors or cursors[subscriber.name].failures == 0
    ]
    untried.append(_first_at(_unstamped()))
    return min((at for at in untried if at is not None), default=None)


def purge_facts(*, now: datetime) -> int:
    """Delete facts older than `KEPT` that every handler is done with; return how many went.

    The oldest come first, so it stops at the first few hundred that are all young; nothing else is read.
    """
    head = last_seq()  # read first: a fact that arrives while we look has been handled by nobody
    cursors = HandlerCursor.objects.in_bulk()
    firsts = [_waiting_for(subscriber, cursors.get(subscriber.name)).first() for subscriber in subscribers()]
    needed = [place_of(entry) for entry in firsts if entry is not None]
    done = in_order(upto=min(needed) - 1 if needed else head).values_list("pk", "at")
    gone = 0
    while ids := [pk for pk, at in done[:PURGED_AT_ONCE] if at < now - KEPT]:  # short transactions: posts go in between
        gone += OutboxEntry.objects.filter(pk__in=ids).delete()[0]
    return gone


def _handler_backlog(subscriber: Subscriber, cursor: HandlerCursor | None, parked: int) -> HandlerBacklog:
    waiting = _waiting_for(subscriber, cursor)
    return HandlerBacklog(
        name=subscriber.name,
        waiting=waiting.count(),
        oldest_at=_first_at(waiting),
        failures=cursor.failures if cursor else 0,
        retry_at=cursor.retry_at if cursor else None,
        parked=parked,
    )


def _waiting_for(subscriber: Subscriber, cursor: HandlerCursor | None) -> QuerySet[OutboxEntry]:
    waiting = in_order(after=cursor.seq if cursor else 0)
    return waiting if subscriber.kinds is None else waiting.filter(kind__in=subscriber.kinds)


def _unstamped() -> QuerySet[OutboxEntry]:
    """Return the facts without a place in the sequence; on SQLite the id is the place."""
    if connection.vendor == "sqlite":
        return OutboxEntry.objects.none()
    return OutboxEntry.objects.filter(seq=None).order_by("id")


def _first_at(facts: QuerySet[OutboxEntry]) -> datetime | None:
    return facts.values_list("at", flat=True).first()
