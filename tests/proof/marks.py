"""The marks that the handler of `lives.py` leaves: one for each published comment, whatever happened."""

from __future__ import annotations

import time

from django.db import connection

from folkmoot.kit.outbox.models import OutboxEntry

PUBLISHED = "discussion.comment_published"
PATIENCE_S = 60


def make_table() -> None:
    """Make the place for marks."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE proof_effect (comment_id BIGINT PRIMARY KEY)")


def drop_table() -> None:
    """Remove it."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE proof_effect")


def unmarked() -> set[int]:
    """Return which published comments lack their mark, and which marks lack their comment."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT comment_id FROM proof_effect")
        marked = {row[0] for row in cursor.fetchall()}
    payloads = OutboxEntry.objects.filter(kind=PUBLISHED).values_list("payload", flat=True)
    return {payload["comment_id"] for payload in payloads} ^ marked


def soon_unmarked() -> set[int]:
    """Return what is left after the drain had time to do its work."""
    deadline_s = time.monotonic() + PATIENCE_S
    while (left := unmarked()) and time.monotonic() < deadline_s:
        time.sleep(0.02)
    return left
