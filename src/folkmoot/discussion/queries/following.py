"""What is followed from outside: the newest comments under the articles of one author."""

from __future__ import annotations

from folkmoot.discussion.models import THREAD_IS_PUBLIC, Thread
from folkmoot.discussion.queries.newest import PUBLISHED, newest_of
from folkmoot.discussion.queries.threads import views_of_threads
from folkmoot.discussion.values import CommentView, ThreadView


def comments_under_author(publication_id: int, slug: str, *, limit: int) -> tuple[tuple[ThreadView, CommentView], ...]:
    """Return the newest published comments under an author's public articles, each with its thread. Three queries.

    Args:
        slug: of the author.
    """
    threads = Thread.objects.filter(THREAD_IS_PUBLIC, publication_id=publication_id, comment_count__gt=0)
    signed = threads.filter(page__article__bylines__author__slug=slug)
    rows = newest_of(signed, PUBLISHED, limit=limit)
    views = views_of_threads(row.thread_id for row in rows)
    return tuple((views[row.thread_id], row.view()) for row in rows)
