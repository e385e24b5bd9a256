"""Rows are locked in one order, thread before comment, so that two commands never wait for each other.

SQLite has one writer at a time and needs none of this; there the locks are left out.
"""

from __future__ import annotations

from django.db import connection

from folkmoot.discussion.models import Comment, Thread
from folkmoot.discussion.policy import unknown_comment, unknown_thread
from folkmoot.kit.sql import rows, table
from folkmoot.pure.verdict import DeniedError

FIND_THREAD = f"SELECT closed_at IS NOT NULL FROM {table(Thread)} WHERE id = %s AND publication_id = %s"  # noqa: S608 -- fixed words
LOCK = " FOR NO KEY UPDATE"


def lock_thread(thread_id: int, publication_id: int) -> bool:
    """Hold a thread until the transaction ends, and return whether it is closed.

    Raises:
        DeniedError: `unknown_thread`.
    """
    lock = LOCK if connection.features.has_select_for_update else ""
    for (is_closed,) in rows(FIND_THREAD + lock, thread_id, publication_id):
        return bool(is_closed)
    raise DeniedError(unknown_thread())


def lock_comment(comment_id: int, publication_id: int) -> tuple[bool, Comment]:
    """Return whether the comment's thread is closed, and the comment; both are held until the transaction ends.

    Raises:
        DeniedError: `unknown_comment`.
    """
    found = Comment.objects.filter(id=comment_id, publication_id=publication_id)
    for thread_id in found.values_list("thread_id", flat=True):
        is_closed = lock_thread(thread_id, publication_id)
        return is_closed, found.select_for_update(no_key=True).get()
    raise DeniedError(unknown_comment())
