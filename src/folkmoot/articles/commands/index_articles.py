"""Bring the words that the search knows up to what stands in the articles: after an upgrade, or when `doctor` says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from folkmoot.articles.models import ARTICLE_INDEX, Article, SearchedArticle
from folkmoot.articles.values import ArticleState
from folkmoot.kit import timetable
from folkmoot.kit.search.keep import keep_instead
from folkmoot.kit.search.schema import rebuild


def index_article_now(article_id: int) -> None:
    """Let an article be found by what it says now, or no longer. Runs in the caller's transaction."""
    keep_instead(SearchedArticle.objects.filter(article_id=article_id), SearchedArticle.of(article_id))


def index_missing(*, now: datetime) -> int:  # noqa: ARG001 -- the timetable's signature
    """Index published articles that are not, each in a transaction of its own; return how many. Gives up when the process ends."""
    published = Article.objects.filter(state=ArticleState.PUBLISHED)
    waiting = published.exclude(page_id__in=SearchedArticle.objects.values("article_id"))
    return _index(waiting.order_by("page_id").values_list("page_id", flat=True))


def reindex_articles() -> int:
    """Index all published articles anew and forget all others; return how many are indexed."""
    published = Article.objects.filter(state=ArticleState.PUBLISHED)
    SearchedArticle.objects.exclude(article_id__in=published.values("page_id")).delete()
    count = _index(published.order_by("page_id").values_list("page_id", flat=True))
    rebuild(ARTICLE_INDEX, vendor=connection.vendor)
    return count


def _index(article_ids: Iterable[int]) -> int:
    count = 0
    for article_id in list(article_ids):
        if timetable.closing.is_set():
            break
        with transaction.atomic():
            Article.objects.select_for_update(no_key=True).get(page_id=article_id)
            index_article_now(article_id)
        count += 1
    return count
