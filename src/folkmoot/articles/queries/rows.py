"""From rows to views: what lists and articles share."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from folkmoot.articles.models import Article, Author, Byline, Picture, Section
from folkmoot.articles.values import (
    Link,
    PictureView,
    TeaserView,
    article_path,
    author_path,
    picture_shown,
    section_path,
    tag_path,
)


def section_link(row: Section | None) -> Link | None:
    """Return the link to a section, or None where there is none."""
    return Link(name=row.name, path=section_path(row.slug)) if row else None


def author_link(row: Author) -> Link:
    """Return the link to an author's page."""
    return Link(name=row.name, path=author_path(row.slug))


def picture_view(row: Picture | None) -> PictureView | None:
    """Return a picture as shown, or None for none."""
    return view_of_picture(row) if row else None


def view_of_picture(row: Picture) -> PictureView:
    """Return a picture as shown."""
    return picture_shown(row.variants, alt=row.alt, caption=row.caption, credit=row.credit)


def bylines_of(page_ids: Iterable[int]) -> dict[int, tuple[Link, ...]]:
    """Return the authors of several articles, in order, by page id. One query."""
    rows = (
        Byline.objects.filter(article_id__in=list(page_ids))
        .select_related("author")
        .order_by("article_id", "position", "id")
    )
    return {
        page_id: tuple(author_link(row.author) for row in group)
        for page_id, group in groupby(rows, key=lambda row: row.article_id)
    }


def tags_of(page_ids: Iterable[int]) -> dict[int, tuple[Link, ...]]:
    """Return the tags of several articles, by name, by page id. One query."""
    rows = (
        Article.objects.filter(page_id__in=list(page_ids), tags__isnull=False)
        .order_by("page_id", "tags__name")
        .values_list("page_id", "tags__name", "tags__slug")
    )
    return {
        page_id: tuple(Link(name=name, path=tag_path(slug)) for _, name, slug in group)
        for page_id, group in groupby(rows, key=lambda row: row[0])
    }


def teasers_of(rows: Iterable[Article]) -> tuple[TeaserView, ...]:
    """Return teasers of published articles whose section and picture were fetched with them. One query."""
    articles = list(rows)
    bylines = bylines_of(row.page_id for row in articles)
    return tuple(
        TeaserView(
            page_id=row.page_id,
            path=article_path(row.slug),
            headline=row.headline,
            standfirst=row.standfirst,
            section=section_link(row.section),
            bylines=bylines.get(row.page_id, ()),
            published_at=row.published_at,
            picture=picture_view(row.picture),
        )
        for row in articles
        if row.published_at is not None
    )
