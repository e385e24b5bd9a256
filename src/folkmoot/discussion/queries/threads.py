"""Threads by page, by id and by address; and how many comments each page has."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from folkmoot.articles.queries import publications
from folkmoot.discussion.models import THREAD_IS_PUBLIC, Thread
from folkmoot.discussion.values import CountView, ThreadState, ThreadView

LIST_MAX = 100


def thread_of_page(page_id: int) -> ThreadView | None:
    """Return the thread of a public page, or None if nobody has opened one."""
    return _first(Thread.objects.filter(page_id=page_id))


def read_thread(thread_id: int, publication_id: int) -> ThreadView | None:
    """Return the thread of a public page of this publication, or None."""
    return _first(Thread.objects.filter(id=thread_id, publication_id=publication_id))


def page_of_thread(thread_id: int, publication_id: int) -> int | None:
    """Return the page of a thread of this publication, public or not, or None if there is no such thread."""
    found = Thread.objects.filter(id=thread_id, publication_id=publication_id)
    return found.values_list("page_id", flat=True).first()


def page_of_comment(comment_id: int, publication_id: int) -> int | None:
    """Return the page under which a comment of this publication stands, public or not, or None if there is no such comment."""
    found = Thread.objects.filter(comments__id=comment_id, publication_id=publication_id)
    return found.values_list("page_id", flat=True).first()


def counts_by_page(page_ids: Iterable[int]) -> dict[int, CountView]:
    """Return page id → its thread and how much was said there; a page without a thread, or not public, is left out."""
    found = Thread.objects.filter(THREAD_IS_PUBLIC, page_id__in=tuple(page_ids))
    return {
        page: CountView(thread, count) for page, thread, count in found.values_list("page_id", "id", "comment_count")
    }


def counts_by_address(publication_id: int, addresses: Iterable[str]) -> dict[str, int]:
    """Return stored address (a path for our own) → number of published comments, for public pages with a thread."""
    found = Thread.objects.filter(THREAD_IS_PUBLIC, publication_id=publication_id, page__url__in=set(addresses))
    return dict(found.values_list("page__url", "comment_count"))


def views_of_threads(thread_ids: Iterable[int]) -> dict[int, ThreadView]:
    """Return id → thread, for lists that show comments of many; also of pages that are not public."""
    rows = _with_page(Thread.objects.filter(id__in=set(thread_ids)))
    return {row.id: _view(row) for row in rows}


def newest_threads(publication_id: int) -> tuple[ThreadView, ...]:
    """Return the hundred threads opened last, newest first, for staff. Two queries."""
    rows = _with_page(Thread.objects.filter(publication_id=publication_id)).order_by("-id")[:LIST_MAX]
    return tuple(_view(row) for row in rows)


def _first(found: QuerySet[Thread]) -> ThreadView | None:
    row = _with_page(found.filter(THREAD_IS_PUBLIC)).first()
    return _view(row) if row else None


def _with_page(found: QuerySet[Thread]) -> QuerySet[Thread]:
    columns = ("id", "publication_id", "comment_count", "closed_at", "page__title", "page__url")
    return found.select_related("page").only(*columns).order_by("id")


def _view(row: Thread) -> ThreadView:
    return ThreadView(
        id=row.id,
        page_id=row.page_id,
        title=row.page.title,
        url=row.page.url if "://" in row.page.url else _base_url(row.publication_id) + row.page.url,
        state=ThreadState.OPEN if row.closed_at is None else ThreadState.CLOSED,
        comment_count=row.comment_count,
    )


def _base_url(publication_id: int) -> str:
    return next(view.base_url for view in publications() if view.id == publication_id)
