"""The order in which facts became visible: what handlers and live streams follow.

On SQLite writes are serial, so the id is the sequence. On PostgreSQL a lower id may be committed after a higher one and
a reader of ids would miss it; so `seq` is given afterwards, to what is visible, under one row's lock.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce

from folkmoot.kit.outbox.facts import Fact, from_payload, known_kinds
from folkmoot.kit.outbox.models import DrainState, OutboxEntry

STAMPED_AT_ONCE = 1000
STAMP_SQL = """
UPDATE kit_outbox SET seq = %s + fresh.place
FROM (
    SELECT id, row_number() OVER (ORDER BY id) AS place
    FROM (SELECT id FROM kit_outbox WHERE seq IS NULL ORDER BY id LIMIT %s) AS unstamped
) AS fresh
WHERE kit_outbox.id = fresh.id
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact and its place in the sequence."""

    seq: int
    fact: Fact


def stamp() -> int:
    """Give the next sequence numbers to facts that have none; return how many (on SQLite always 0).

    The row of `drain_state` stays locked until commit, so numbers become visible in order and without gaps, whoever
    stamps; should two ever disagree about the last number, UNIQUE(seq) stops the later one.
    """
    if connection.vendor == "sqlite" or not OutboxEntry.objects.filter(seq=None).exists():
        return 0
    with transaction.atomic():
        DrainState.objects.bulk_create([DrainState(id=1)], ignore_conflicts=True)
        state = DrainState.objects.select_for_update().get(id=1)
        with connection.cursor() as cursor:
            cursor.execute(STAMP_SQL, [state.last_seq, STAMPED_AT_ONCE])
            stamped: int = cursor.rowcount
        DrainState.objects.filter(id=1).update(last_seq=state.last_seq + stamped)
    return stamped


def last_seq() -> int:
    """Return the highest sequence number that was given, 0 before the first."""
    if connection.vendor == "sqlite":
        return OutboxEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    return DrainState.objects.values_list("last_seq", flat=True).first() or 0


def last_seq_in_query() -> Coalesce:
    """Return what `last_seq` would, as a column of another query: a page then knows from which fact on it must be told."""
    if connection.vendor == "sqlite":
        return Coalesce(Subquery(OutboxEntry.objects.order_by("-id").values("id")[:1]), 0)
    return Coalesce(Subquery(DrainState.objects.values("last_seq")[:1]), 0)


def in_order(*, after: int = 0, upto: int | None = None) -> QuerySet[OutboxEntry]:
    """Return the facts with a sequence number above `after`, and not above `upto` if that is given, in order."""
    place = "id" if connection.vendor == "sqlite" else "seq"
    entries = OutboxEntry.objects.filter(**{f"{place}__gt": after}).order_by(place)
    return entries if upto is None else entries.filter(**{f"{place}__lte": upto})


def facts_after(seq: int, limit: int) -> tuple[Told, ...]:
    """Return at most `limit` facts that follow `seq`, in order.

    Whoever asks again with the last one's `seq` sees every fact exactly once. Facts of a kind that this program does
    not know (a newer one wrote them) are left out.
    """
    entries = in_order(after=seq).filter(kind__in=known_kinds())[:limit]
    return tuple(Told(place_of(entry), from_payload(entry.kind, entry.payload)) for entry in entries)


def place_of(entry: OutboxEntry) -> int:
    """Return the sequence number of a row that `in_order` gave."""
    return entry.id if entry.seq is None else entry.seq
