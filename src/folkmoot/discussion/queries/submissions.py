"""What was submitted lately: repeats of the same post, and how busy somebody is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

from folkmoot.discussion.models import Comment, Submission
from folkmoot.discussion.values import REPEAT_WINDOW_S, SAME_WORDS_WINDOW_S

ACTIVITY = f"""
    SELECT (SELECT count(*) FROM {Comment._meta.db_table} WHERE reader_id = %s AND created_at > %s),
           (SELECT count(*) FROM {Submission._meta.db_table} WHERE publication_id = %s AND words_hash = %s AND at > %s)
"""  # noqa: S608, SLF001 -- fixed words; a table's name is public knowledge in Django


def submission_of_key(publication_id: int, key: str) -> Submission | None:
    """Return the submission that was acknowledged under this Idempotency-Key, with its comment, or None."""
    found = Submission.objects.filter(publication_id=publication_id, key=key).exclude(key="")
    return found.select_related("comment").first()


def repeated_submission(*, reader_hash: str | None, network_hashes: Sequence[str], now: datetime) -> Submission | None:
    """Return the submission of the last ten minutes that said the same, with its comment, or None.

    Args:
        reader_hash: for a known reader.
        network_hashes: for a stranger, under either living day key.
    """
    recent = Submission.objects.filter(at__gt=now - timedelta(seconds=REPEAT_WINDOW_S)).select_related("comment")
    if reader_hash is not None:
        return recent.filter(reader_hash=reader_hash).first()
    return recent.filter(network_hash__in=network_hashes).first()


def recent_activity(reader_id: int | None, publication_id: int, words_hash: str, *, now: datetime) -> tuple[int, int]:
    """Return how many comments this reader wrote in ten minutes, and how many said exactly this in 24 hours. One query.

    It is asked before every post, so both are counted in one statement; somebody new has written none.
    """
    adapt = connection.ops.adapt_datetimefield_value
    busy_since = adapt(now - timedelta(seconds=REPEAT_WINDOW_S))
    same_since = adapt(now - timedelta(seconds=SAME_WORDS_WINDOW_S))
    with connection.cursor() as cursor:
        cursor.execute(ACTIVITY, [reader_id, busy_since, publication_id, words_hash, same_since])
        recent_count, same_words_count = cursor.fetchone()
    return recent_count, same_words_count
