"""Rows are locked in one order, thread before comment, so that two commands never wait for each other.

SQLite has one writer at a time and needs none of this; there the locks are left out by Django.
"""

from __future__ import annotations

from folkmoot.discussion.models import Comment, Thread
from folkmoot.discussion.policy import unknown_comment, unknown_thread
from folkmoot.pure.verdict import DeniedError


def lock_thread(thread_id: int, publication_id: int) -> Thread:
    """Return the thread, held until the transaction ends.

    Raises:
        DeniedError: `unknown_thread`.
    """
    locked = Thread.objects.select_for_update(no_key=True).filter(id=thread_id, publication_id=publication_id)
    for thread in locked.only("id", "closed_at"):
        return thread
    raise DeniedError(unknown_thread())


def lock_comment(comment_id: int, publication_id: int) -> tuple[Thread, Comment]:
    """Return the comment and its thread, both held until the transaction ends.

    Raises:
        DeniedError: `unknown_comment`.
    """
    found = Comment.objects.filter(id=comment_id, publication_id=publication_id)
    for thread_id in found.values_list("thread_id", flat=True):
        thread = lock_thread(thread_id, publication_id)
        return thread, found.select_for_update(no_key=True).get()
    raise DeniedError(unknown_comment())
