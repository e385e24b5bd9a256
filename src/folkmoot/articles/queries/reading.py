"""Whole articles and fixed pages, the feed and the sitemap."""

from __future__ import annotations

from django.db.models import QuerySet

from folkmoot.articles.models import Article, FixedPage
from folkmoot.articles.queries.whole import whole_articles
from folkmoot.articles.values import (
    ArticleState,
    ArticleView,
    FixedPageView,
    SitemapEntry,
    article_path,
    fixed_page_path,
)

SITEMAP_MAX_ENTRIES = 50_000


def article_by_slug(publication_id: int, slug: str) -> ArticleView | None:
    """Return a published article, or None. Six queries."""
    return next(iter(whole_articles(_published(publication_id).filter(slug=slug), beside=True)), None)


def recent_articles(publication_id: int, limit: int) -> tuple[ArticleView, ...]:
    """Return the newest published articles without what stands beside them, newest first. Three queries."""
    return whole_articles(_published(publication_id)[:limit], beside=False)


def fixed_page_by_slug(publication_id: int, slug: str) -> FixedPageView | None:
    """Return a published fixed page, or None. One query."""
    row = (
        FixedPage.objects.filter(publication_id=publication_id, slug=slug, published=True)
        .select_related("current")
        .first()
    )
    if row is None or row.current is None:
        return None
    return FixedPageView(
        page_id=row.page_id,
        slug=row.slug,
        path=fixed_page_path(row.slug),
        title=row.title,
        body_html=row.current.html,
        updated_at=row.updated_at,
    )


def sitemap_entries(publication_id: int) -> tuple[SitemapEntry, ...]:
    """Return what a search engine may know: articles newest first, then fixed pages; at most 50,000 lines."""
    articles = (
        Article.objects.filter(publication_id=publication_id, state=ArticleState.PUBLISHED)
        .order_by("-published_at", "-page_id")
        .values_list("slug", "updated_at", "published_at")
    )
    pages = FixedPage.objects.filter(publication_id=publication_id, published=True).values_list("slug", "updated_at")
    entries = [
        SitemapEntry(path=article_path(slug), updated_at=updated_at or published_at)
        for slug, updated_at, published_at in articles[:SITEMAP_MAX_ENTRIES]
        if published_at is not None
    ]
    entries += [SitemapEntry(path=fixed_page_path(slug), updated_at=updated_at) for slug, updated_at in pages]
    return tuple(entries[:SITEMAP_MAX_ENTRIES])


def _published(publication_id: int) -> QuerySet[Article]:
    return (
        Article.objects.filter(publication_id=publication_id, state=ArticleState.PUBLISHED, current__isnull=False)
        .select_related("section", "picture", "current")
        .order_by("-published_at", "-page_id")
    )
