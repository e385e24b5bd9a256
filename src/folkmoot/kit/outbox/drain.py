"""The drain: brings facts, in order, to the handlers of other rooms. One process at a time runs it (`owner.py`)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import BigIntegerField
from django.db.models.functions import Coalesce

from folkmoot.kit.failpoints import Failpoint, reach
from folkmoot.kit.outbox.models import HandlerCursor, OutboxEntry, ParkedFact
from folkmoot.kit.outbox.sequence import in_order, last_seq, place_of, stamp
from folkmoot.kit.outbox.subscribers import Subscriber, subscribers
from folkmoot.kit.relaxed import relaxed_transaction
from folkmoot.kit.storage import takes_nothing

BATCH = 100
TRIES = 10
FIRST_RETRY_S = 1
LONGEST_RETRY_S = 300
SKIPPED_UNSAVED = 1000
SAVED_WITHIN = timedelta(seconds=5)
GATHERED_WITHIN = timedelta(seconds=2)
ERROR_CHARS = 500

log = logging.getLogger(__name__)


class Drain:
    """What its owner knows of every handler's place. A new owner makes a new one.

    A place is saved after the handler's work, so a fact is handled at least once, and again after a crash between the
    two. The saving is a relaxed transaction: losing it in a power cut also means only "again".
    """

    def __init__(self) -> None:
        """Start knowing nothing; cursors are read when first needed."""
        self._cursors: dict[str, HandlerCursor] = {}
        self._places: dict[str, int] = {}
        self._saved: dict[str, tuple[int, datetime]] = {}
        self._gathering_until: dict[str, datetime] = {}

    def run_once(self, now: datetime) -> int:
        """Bring each handler at most `BATCH` facts; return how many were handled in all.

        A handler that fails is tried again after 1, 2, 4 … 300 seconds; after ten times the fact is parked for
        `doctor` to show and the handler goes on. The others do not notice.

        Raises:
            Exception: what a handler or the saving of its place met with on a disk that takes nothing.
        """
        stamp()
        head = last_seq()
        return sum(self._bring(subscriber, head, now) for subscriber in subscribers())

    def save_places(self, now: datetime) -> None:
        """Hand over what was gathered and save what is not saved, before leaving: the next owner finds nothing to do."""
        if self._gathering_until:
            self._gathering_until.clear()
            self.run_once(now)
        for name, cursor in self._cursors.items():
            if self._places[name] > self._saved[name][0]:
                self._save_place(cursor, now)

    def _bring(self, subscriber: Subscriber, head: int, now: datetime) -> int:
        cursor = self._cursor(subscriber.name, now)
        place = self._places[subscriber.name]
        if cursor.retry_at is not None and cursor.retry_at > now:
            return 0
        if place >= head:
            self._save_late(cursor, now)
            return 0
        if self._still_gathers(subscriber, head - place, now):
            return 0
        batch = _next_batch(subscriber, place, head)
        entries = batch.entries
        done_at_once = _try_at_once(subscriber, entries)
        for handled, entry in enumerate(entries):
            error = None if done_at_once else _tried(partial(subscriber.handle, entry))
            if error is not None:
                self._stumble(cursor, entry, error, now)
                return handled
            cursor.seq, cursor.failures, cursor.retry_at = place_of(entry), 0, None
        self._places[subscriber.name] = batch.upto
        if entries and not subscriber.costs_nothing_again:
            self._save_place(cursor, now)
        else:
            self._save_late(cursor, now)
        return batch.count

    def _still_gathers(self, subscriber: Subscriber, waiting: int, now: datetime) -> bool:
        """Return whether a handler that takes many at once waits for more: its work costs little more for a crowd."""
        if subscriber.handle_all is None:
            return False
        until = self._gathering_until.get(subscriber.name)
        if waiting < BATCH and until is not None and now < until:
            return True
        self._gathering_until[subscriber.name] = now + GATHERED_WITHIN
        return False

    def _cursor(self, name: str, now: datetime) -> HandlerCursor:
        if name not in self._cursors:
            cursor = HandlerCursor.objects.filter(name=name).first() or HandlerCursor(name=name)
            self._cursors[name] = cursor
            self._places[name] = cursor.seq
            self._saved[name] = cursor.seq, now
        return self._cursors[name]

    def _save_late(self, cursor: HandlerCursor, now: datetime) -> None:
        """Save a place that may as well be a little old, once that is worth a write: after a while or many facts."""
        saved, saved_at = self._saved[cursor.name]
        unsaved = self._places[cursor.name] - saved
        if unsaved >= SKIPPED_UNSAVED or (unsaved and now - saved_at >= SAVED_WITHIN):
            self._save_place(cursor, now)

    def _save_place(self, cursor: HandlerCursor, now: datetime) -> None:
        cursor.seq = self._places[cursor.name]
        with relaxed_transaction():
            _save(cursor)
        reach(Failpoint.DRAIN_PLACE_SAVED)
        self._saved[cursor.name] = cursor.seq, now

    def _stumble(self, cursor: HandlerCursor, entry: OutboxEntry, error: Exception, now: datetime) -> None:
        """Save how far it came; try again later, or park the fact when that was the last try."""
        cursor.failures += 1
        with transaction.atomic():
            if cursor.failures >= TRIES:
                ParkedFact.objects.bulk_create([_parked(cursor.name, entry, error, now)], ignore_conflicts=True)
                log.error("%s gave up on fact %d (%s)", cursor.name, place_of(entry), entry.kind, exc_info=error)
                cursor.seq, cursor.failures, cursor.retry_at = place_of(entry), 0, None
            else:
                wait_s = min(FIRST_RETRY_S * 2 ** (cursor.failures - 1), LONGEST_RETRY_S)
                log.warning("%s failed on fact %d, again in %d s", cursor.name, place_of(entry), wait_s, exc_info=error)
                cursor.retry_at = now + timedelta(seconds=wait_s)
            _save(cursor)
        self._places[cursor.name] = cursor.seq
        self._saved[cursor.name] = cursor.seq, now


@dataclass(frozen=True, slots=True)
class _Batch:
    """What a handler gets next.

    Attributes:
        entries: the rows to handle, in order.
        count: how many they are, with those that were done already.
        upto: the place up to which nothing is left, then.
    """

    entries: Sequence[OutboxEntry]
    count: int
    upto: int


def _next_batch(subscriber: Subscriber, place: int, head: int) -> _Batch:
    """Return at most `BATCH` facts behind a handler's place that it wants, of those up to `head`."""
    wanted = in_order(after=place, upto=head)
    if subscriber.kinds is not None:
        wanted = wanted.filter(kind__in=subscriber.kinds)
    if subscriber.is_done is None:
        entries = list(wanted[:BATCH])
        return _Batch(entries, len(entries), place_of(entries[-1]) if len(entries) == BATCH else head)
    place_of_row = Coalesce("seq", "id", output_field=BigIntegerField())
    found = list(wanted.values_list("id", place_of_row)[:BATCH])
    left = [number for number, _place in found if not subscriber.is_done(number)]
    upto = found[-1][1] if len(found) == BATCH else head
    return _Batch(list(wanted.filter(id__in=left)) if left else [], len(found), upto)


def _try_at_once(subscriber: Subscriber, entries: Sequence[OutboxEntry]) -> bool:
    """Return whether all rows were handled at once; where that failed they are tried one by one."""
    if subscriber.handle_all is None or len(entries) <= 1:
        return False
    error = _tried(partial(subscriber.handle_all, entries))
    if error is not None:
        log.warning("%s failed on %d facts together, now one by one", subscriber.name, len(entries), exc_info=error)
    return error is None


def _tried(work: Callable[[], None]) -> Exception | None:
    """Do the work; return what went wrong, unless nobody can work now: the fact must not be given up for that."""
    try:
        reach(Failpoint.DRAIN_HANDLING)
        work()
        reach(Failpoint.DRAIN_HANDLED)
    except Exception as error:
        if takes_nothing(error):
            raise
        return error
    return None


def _save(cursor: HandlerCursor) -> None:
    HandlerCursor.objects.bulk_create(
        [cursor], update_conflicts=True, unique_fields=["name"], update_fields=["seq", "failures", "retry_at"]
    )


def _parked(name: str, entry: OutboxEntry, error: Exception, now: datetime) -> ParkedFact:
    words = f"{type(error).__name__}: {error}"[:ERROR_CHARS]
    return ParkedFact(handler=name, seq=place_of(entry), error=words, parked_at=now)
