"""Whole articles and fixed pages."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from folkmoot.articles.models import Article, FixedPage, Revision
from folkmoot.articles.queries.whole import whole_articles, with_changes
from folkmoot.articles.values import (
    ArticleState,
    ArticleView,
    FixedPageView,
    PagePurpose,
    fixed_page_path,
)
from folkmoot.pure.pages.rules import with_rules_numbered

EVERYTHING = Q()


def article_by_slug(publication_id: int, slug: str) -> ArticleView | None:
    """Return a published article, or None. Five queries."""
    rows, changes = with_changes(_published(publication_id).filter(slug=slug))
    return next(iter(whole_articles(rows, beside=True, changes=changes)), None)


def recent_articles(
    publication_id: int, limit: int, *, within: Q = EVERYTHING, beside: bool = False
) -> tuple[ArticleView, ...]:
    """Return the newest published articles, newest first. Three queries, or five with what stands beside them.

    Args:
        within: a condition on articles, such as their section.
        beside: with mentions and corrections.
    """
    return whole_articles(_published(publication_id).filter(within)[:limit], beside=beside)


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
        body_html=_body_of(row.purpose, row.current),
        updated_at=row.updated_at,
    )


def _body_of(purpose: str, text: Revision) -> str:
    """Return a fixed page's HTML; in house rules each rule has its number and its id."""
    return with_rules_numbered(text.html, text.source) if purpose == PagePurpose.RULES else text.html


def _published(publication_id: int) -> QuerySet[Article]:
    return (
        Article.objects.filter(publication_id=publication_id, state=ArticleState.PUBLISHED, current__isnull=False)
        .select_related("section", "picture", "current")
        .order_by("-published_at", "-page_id")
    )
