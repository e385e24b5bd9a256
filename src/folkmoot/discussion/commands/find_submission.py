"""Find the post that this one repeats. Asked before every post, and nearly always there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from folkmoot.discussion.models import Submission
from folkmoot.discussion.values import REPEAT_WINDOW_S
from folkmoot.kit.sql import rows, table

OF_KEY = f"SELECT id FROM {table(Submission)} WHERE publication_id = %s AND key = %s AND NOT (key = '')"  # noqa: S608 -- fixed words
OF_READER = f"SELECT id FROM {table(Submission)} WHERE reader_hash = %s AND at > %s ORDER BY at LIMIT 1"  # noqa: S608 -- fixed words
OF_NETWORK = f"""
    SELECT id FROM {table(Submission)}
    WHERE network_hash IN (%s, %s) AND NOT (network_hash = '') AND at > %s ORDER BY at LIMIT 1
"""  # noqa: S608 -- fixed words


def submission_of_key(publication_id: int, key: str) -> Submission | None:
    """Return the submission that was acknowledged under this Idempotency-Key, with its comment, or None."""
    return _first(rows(OF_KEY, publication_id, key))


def repeat_by_reader(reader_hash: str, *, now: datetime) -> Submission | None:
    """Return what this reader submitted in the last ten minutes with the same hash, with its comment, or None."""
    return _first(rows(OF_READER, reader_hash, now - timedelta(seconds=REPEAT_WINDOW_S)))


def repeat_by_network(network_hashes: tuple[str, str], *, now: datetime) -> Submission | None:
    """Return the same for a stranger, whose hash was made under today's or yesterday's key."""
    return _first(rows(OF_NETWORK, *network_hashes, now - timedelta(seconds=REPEAT_WINDOW_S)))


def _first(found: Sequence[tuple[int]]) -> Submission | None:
    """Return the submission whose id was found; nearly always there is none, and nothing more is asked."""
    return Submission.objects.select_related("comment").get(id=found[0][0]) if found else None
