"""Threads by page, by id and by address; and how many comments each page has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet

from folkmoot.articles.queries import base_url_of, is_sole
from folkmoot.discussion.models import SETTINGS_COLUMNS, THREAD_IS_PUBLIC, DiscussionSettings, Thread
from folkmoot.discussion.values import DEFAULT_SETTINGS, ClosedBecause, CountView, ThreadState, ThreadView
from folkmoot.kit.outbox.sequence import last_seq_in_query

LIST_MAX = 100
SETTINGS = tuple(f"publication__discussion_settings__{column}" for column in SETTINGS_COLUMNS)


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
    return {view.id: view for view in _views(_with_page(Thread.objects.filter(id__in=set(thread_ids))))}


def newest_threads(publication_id: int) -> tuple[ThreadView, ...]:
    """Return the hundred threads opened last, newest first, for staff. One query."""
    rows = _with_page(Thread.objects.filter(publication_id=publication_id)).order_by("-id")[:LIST_MAX]
    return _views(rows)


def _views(rows: QuerySet[Thread]) -> tuple[ThreadView, ...]:
    return tuple(_view(row, sole=row.sole) for row in rows.annotate(sole=is_sole("publication_id")))


def _first(found: QuerySet[Thread]) -> ThreadView | None:
    whole = _with_page(found.filter(THREAD_IS_PUBLIC)).annotate(sole=is_sole("publication_id"))
    row = whole.annotate(seq=last_seq_in_query()).first()
    return replace(_view(row, sole=row.sole), seq=row.seq) if row else None


def _with_page(found: QuerySet[Thread]) -> QuerySet[Thread]:
    columns = ("id", "publication_id", "comment_count", "closed_at", "closed_because", "slow_s", "created_at")
    of_page = ("page__title", "page__url", "page__kind", "page__article__published_at")
    return (
        found.select_related("page__article", "publication__discussion_settings")
        .only(*columns, *of_page, "publication__base_url", *SETTINGS)
        .order_by("id")
    )


def _view(row: Thread, *, sole: bool) -> ThreadView:
    kept: DiscussionSettings | None = getattr(row.publication, "discussion_settings", None)
    settings = kept.view() if kept else DEFAULT_SETTINGS
    is_closed = row.closed_at is not None
    return ThreadView(
        id=row.id,
        page_id=row.page_id,
        title=row.page.title,
        url=row.page.url if "://" in row.page.url else base_url_of(row.publication.base_url, sole=sole) + row.page.url,
        state=ThreadState.CLOSED if is_closed or settings.read_only else ThreadState.OPEN,
        closed_because=ClosedBecause(row.closed_because) if is_closed and row.closed_because else None,
        closes_at=None if is_closed else row.closes_at(settings.close_after_days),
        closed_at=row.closed_at,
        slow_s=settings.slow_s if row.slow_s is None else row.slow_s,
        own_slow_s=row.slow_s,
        comment_count=row.comment_count,
        settings=settings,
    )
