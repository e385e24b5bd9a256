"""Rows are locked in one order, thread before comment, so that two commands never wait for each other.

SQLite has one writer at a time and needs none of this; there the locks are left out.
"""

from __future__ import annotations

from functools import cache

from django.db import connection

from folkmoot.articles.models import Page, is_public
from folkmoot.discussion.models import Comment, Thread
from folkmoot.discussion.policy import unknown_comment, unknown_thread
from folkmoot.kit.sql import rows, table
from folkmoot.pure.verdict import DeniedError

FIND_THREAD = f"SELECT closed_at IS NOT NULL FROM {table(Thread)} AS thread WHERE id = %s AND publication_id = %s"  # noqa: S608 -- fixed words
LOCK = " FOR NO KEY UPDATE"


def lock_thread(thread_id: int, publication_id: int, *, at_desk: bool = False) -> bool:
    """Hold a thread until the transaction ends, and return whether it is closed.

    Args:
        at_desk: for those who decide: also the thread of a page that is not public.

    Raises:
        DeniedError: `unknown_thread`.
    """
    is_closed = _lock(thread_id, publication_id, at_desk=at_desk)
    if is_closed is None:
        raise DeniedError(unknown_thread())
    return is_closed


def lock_comment(comment_id: int, publication_id: int, *, at_desk: bool = False) -> tuple[bool, Comment]:
    """Return whether the comment's thread is closed, and the comment; both are held until the transaction ends.

    Args:
        at_desk: for those who decide: also a comment under a page that is not public.

    Raises:
        DeniedError: `unknown_comment`.
    """
    found = Comment.objects.filter(id=comment_id, publication_id=publication_id)
    for thread_id in found.values_list("thread_id", flat=True):
        is_closed = _lock(thread_id, publication_id, at_desk=at_desk)
        if is_closed is not None:
            return is_closed, found.select_for_update(no_key=True).get()
    raise DeniedError(unknown_comment())


def _lock(thread_id: int, publication_id: int, *, at_desk: bool) -> bool | None:
    """Hold a thread, and return whether it is closed; None where there is none for who asks."""
    condition, parameters = ("", ()) if at_desk else page_is_public()
    lock = LOCK if connection.features.has_select_for_update else ""
    for (is_closed,) in rows(FIND_THREAD + condition + lock, thread_id, publication_id, *parameters):
        return bool(is_closed)
    return None


@cache
def page_is_public() -> tuple[str, tuple[object, ...]]:
    """Return the condition that the page of `thread` is public, compiled once, and its parameters."""
    public, parameters = Page.objects.filter(is_public()).values("id").query.sql_with_params()
    condition = f" AND EXISTS (SELECT 1 FROM ({public}) AS public_page WHERE public_page.id = thread.page_id)"  # noqa: S608 -- compiled by Django, values are parameters
    return condition, parameters
