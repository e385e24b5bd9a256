"""What search engines may know: articles in parts that stay as they are, and everything else that can be read."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, QuerySet

from folkmoot.articles.models import Article, Author, FixedPage, Section
from folkmoot.articles.values import (
    ArticleState,
    NewsEntry,
    SitemapEntry,
    article_path,
    author_path,
    fixed_page_path,
    section_path,
)

SITEMAP_ARTICLES = 10_000
"""In one part; the protocol allows 50,000 lines."""

NEWS_MAX = 1_000


def sitemap_parts(publication_id: int) -> tuple[datetime, ...]:
    """Return when each part of the articles last changed, the oldest articles first. A query, and one a part."""
    found = _published(publication_id)
    parts = (found[start : start + SITEMAP_ARTICLES] for start in range(0, found.count(), SITEMAP_ARTICLES))
    return tuple(_changed(part) for part in parts)


def sitemap_articles(publication_id: int, part: int) -> tuple[SitemapEntry, ...]:
    """Return the articles of a part, numbered from 1, oldest first; empty for a part that is not there. One query.

    New articles join the last part, so the others stay as they are.
    """
    start = (part - 1) * SITEMAP_ARTICLES
    found = _published(publication_id).values_list("slug", "updated_at", "published_at")
    return tuple(
        SitemapEntry(path=article_path(slug), updated_at=max(filter(None, (updated_at, published_at))))
        for slug, updated_at, published_at in found[start : start + SITEMAP_ARTICLES]
    )


def sitemap_pages(publication_id: int) -> tuple[SitemapEntry, ...]:
    """Return the front page, sections and authors that have something to read, and fixed pages. Four queries."""
    readable = {"articles__state": ArticleState.PUBLISHED}
    sections = Section.objects.filter(publication_id=publication_id, **readable)
    by = {"bylines__article__state": ArticleState.PUBLISHED}
    authors = Author.objects.filter(publication_id=publication_id, **by)
    pages = FixedPage.objects.filter(publication_id=publication_id, published=True).order_by("position", "title")
    newest = _published(publication_id).aggregate(at=Max("published_at"))["at"]
    lists = sections.annotate(at=Max("articles__published_at")).order_by("position", "name").values_list("slug", "at")
    names = authors.annotate(at=Max("bylines__article__published_at")).order_by("slug").values_list("slug", "at")
    return (
        SitemapEntry(path="/", updated_at=newest),
        *(SitemapEntry(path=section_path(slug), updated_at=at) for slug, at in lists),
        *(SitemapEntry(path=author_path(slug), updated_at=at) for slug, at in names),
        *(SitemapEntry(path=fixed_page_path(row.slug), updated_at=row.updated_at) for row in pages),
    )


def news_entries(publication_id: int, *, since: datetime) -> tuple[NewsEntry, ...]:
    """Return the thousand newest articles published since then, newest first. One query."""
    found = _published(publication_id).filter(published_at__gte=since).order_by("-published_at", "-page_id")
    return tuple(
        NewsEntry(path=article_path(slug), headline=headline, published_at=at)
        for slug, headline, at in found.values_list("slug", "headline", "published_at")[:NEWS_MAX]
        if at is not None
    )


def _published(publication_id: int) -> QuerySet[Article]:
    return Article.objects.filter(publication_id=publication_id, state=ArticleState.PUBLISHED).order_by(
        "published_at", "page_id"
    )


def _changed(part: QuerySet[Article]) -> datetime:
    found: dict[str, datetime | None] = part.aggregate(published=Max("published_at"), updated=Max("updated_at"))
    return max(at for at in found.values() if at is not None)
