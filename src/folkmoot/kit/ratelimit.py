"""Limits by GCRA: one timestamp per key, exact, with an explicit burst.

A key's theoretical arrival time (TAT) moves on by one interval for each act; an act is allowed while the TAT is less
than `burst` intervals ahead. So in any span of t seconds at most `burst + t · count / per_s` acts pass.
ITU-T I.371, "virtual scheduling"; https://brandur.org/rate-limiting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

from django.db import connection, models, transaction

from folkmoot.kit.relaxed import relaxed_statement, relaxed_transaction

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND_US = 1_000_000

# One statement for an absent key, an allowed act and a refused one (no row changes): atomic on both databases.
TAKE_SQL = """
INSERT INTO kit_limit (key, tat_us) VALUES (%(key)s, %(now_us)s + %(interval_us)s)
ON CONFLICT (key) DO UPDATE
SET tat_us = %(interval_us)s + CASE WHEN kit_limit.tat_us > %(now_us)s THEN kit_limit.tat_us ELSE %(now_us)s END
WHERE kit_limit.tat_us <= %(now_us)s + %(slack_us)s
"""

# The same for several keys, all or none, where nobody else can write at the same time: one statement on SQLite.
# "{asked}" is a row of three placeholders for each key.
TAKE_ALL_SQL = """
INSERT INTO kit_limit (key, tat_us)
WITH asked (key, interval_us, slack_us) AS (VALUES {asked})
SELECT asked.key, asked.interval_us + MAX(%s, COALESCE(held.tat_us, 0))
FROM asked LEFT JOIN kit_limit AS held ON held.key = asked.key
WHERE NOT EXISTS (
    SELECT 1 FROM asked AS one JOIN kit_limit AS full ON full.key = one.key WHERE full.tat_us > %s + one.slack_us
)
ON CONFLICT (key) DO UPDATE SET tat_us = excluded.tat_us
"""


class Limit(models.Model):
    """The theoretical arrival time of one key, in microseconds since the epoch."""

    key = models.CharField(max_length=96, primary_key=True)
    tat_us = models.BigIntegerField()  # no index: every act would move its entry, and only the purge would use it

    class Meta:
        """Named for the room."""

        app_label = "kit"
        db_table = "kit_limit"


@dataclass(frozen=True, slots=True)
class Rate:
    """`count` acts in `per_s` seconds on average, `burst` of them at once.

    Attributes:
        key: what is limited, for whom ("post|3|network|…"); kept only as a hash.
        burst: at least 1.
    """

    key: str
    count: int
    per_s: int
    burst: int

    @property
    def interval_us(self) -> int:
        """Return the microseconds between two acts at the steady rate, rounded up: never laxer than asked."""
        return -(-self.per_s * SECOND_US // self.count)

    @property
    def slack_us(self) -> int:
        """Return how far the TAT may lie ahead of an act that is still allowed."""
        return self.interval_us * (self.burst - 1)

    @property
    def hashed_key(self) -> str:
        """Return what is stored: 32 hex digits, whatever the key's length and content."""
        return blake2b(self.key.encode(), digest_size=16).hexdigest()


def take(*rates: Rate, now: datetime) -> int | None:
    """Take one act from every rate, or none from any.

    Runs in a short transaction of its own, before the command, so that a refusal is not rolled back with it. A limit
    lost to a power cut is harmless, hence a relaxed one: no wait for the disk.

    Returns:
        None when allowed; otherwise the whole seconds (≥ 1) until all of the rates would allow it.

    Raises:
        RuntimeError: called inside a transaction.
    """
    now_us = (now - EPOCH) // timedelta(microseconds=1)
    in_order = sorted(rates, key=lambda rate: rate.hashed_key)  # one order for all takers: no deadlock on PostgreSQL
    if connection.vendor == "sqlite":
        with relaxed_statement():
            return None if _take_all(in_order, now_us) else _wait_s(in_order, now_us)
    with relaxed_transaction():
        for position, rate in enumerate(in_order):
            if not _take_one(rate, now_us):
                wait_s = _wait_s(in_order[position:], now_us)
                transaction.set_rollback(True)
                return wait_s
    return None


def take_within(rate: Rate, *, now: datetime) -> int | None:
    """Take one act in the caller's transaction: one that is rolled back was not taken. Returns what `take` returns.

    For a limit that is part of the act itself, and of one key that nobody else holds two of.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        message = f"{rate.key} would be taken whatever becomes of the act"
        raise RuntimeError(message)
    now_us = (now - EPOCH) // timedelta(microseconds=1)
    return None if _take_one(rate, now_us) else _wait_s([rate], now_us)


def purge_limits(*, now: datetime) -> int:
    """Delete keys that allow their full burst again; return how many went."""
    now_us = (now - EPOCH) // timedelta(microseconds=1)
    return Limit.objects.filter(tat_us__lt=now_us).delete()[0]


def _take_all(rates: Sequence[Rate], now_us: int) -> bool:
    asked = ", ".join(["(%s, %s, %s)"] * len(rates))
    values = [value for rate in rates for value in (rate.hashed_key, rate.interval_us, rate.slack_us)]
    with connection.cursor() as cursor:
        cursor.execute(TAKE_ALL_SQL.format(asked=asked), [*values, now_us, now_us])
        return bool(cursor.rowcount == len(rates))


def _take_one(rate: Rate, now_us: int) -> bool:
    values: dict[str, str | int] = {
        "key": rate.hashed_key,
        "now_us": now_us,
        "interval_us": rate.interval_us,
        "slack_us": rate.slack_us,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE_SQL, values)
        return bool(cursor.rowcount == 1)


def _wait_s(rates: Sequence[Rate], now_us: int) -> int:
    """Return the whole seconds until the slowest of these would allow an act; the ones before them already did."""
    tats_us = dict(Limit.objects.filter(key__in=[rate.hashed_key for rate in rates]).values_list("key", "tat_us"))
    wait_us = max(tats_us.get(rate.hashed_key, now_us) - rate.slack_us - now_us for rate in rates)
    return max(1, -(-wait_us // SECOND_US))
