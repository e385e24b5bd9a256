"""What the desk shows: everything, published or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from folkmoot.articles.models import Article, FixedPage
from folkmoot.articles.queries.rows import bylines_of, picture_view, tags_of
from folkmoot.articles.values import (
    ArticleState,
    PictureView,
    SourceFormat,
    article_path,
    desk_article_path,
    desk_page_path,
    fixed_page_path,
)

ROWS_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskArticleRow:
    """One line of the desk's list."""

    id: int
    desk_path: str
    headline: str
    section_name: str
    state: ArticleState
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskArticle:
    """An article as its author left it. `body_html` is how the last revision reads."""

    id: int
    path: str
    desk_path: str
    state: ArticleState
    headline: str
    standfirst: str
    section_name: str
    tag_names: tuple[str, ...]
    author_names: tuple[str, ...]
    slug: str
    source: str
    source_format: SourceFormat
    body_html: str
    published_at: datetime | None
    picture_id: int | None
    picture: PictureView | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """A fixed page as its author left it."""

    id: int
    path: str
    desk_path: str
    title: str
    slug: str
    source: str
    source_format: SourceFormat
    published: bool
    in_footer: bool
    position: int


def desk_articles(publication_id: int, *, before: int | None = None) -> tuple[DeskArticleRow, ...]:
    """Return up to 50 articles in any state, the one begun last first, or those begun before one. One query."""
    rows = Article.objects.filter(publication_id=publication_id).select_related("section").order_by("-page_id")
    if before is not None:
        rows = rows.filter(page__id__lt=before)
    return tuple(
        DeskArticleRow(
            id=row.page_id,
            desk_path=desk_article_path(row.page_id),
            headline=row.headline,
            section_name=row.section.name if row.section else "",
            state=ArticleState(row.state),
            published_at=row.published_at,
        )
        for row in rows[:ROWS_A_PAGE]
    )


def desk_article(publication_id: int, article_id: int) -> DeskArticle | None:
    """Return one article of the publication in any state, or None. Three queries."""
    found = Article.objects.filter(publication_id=publication_id, page__id=article_id)
    row = found.select_related("section", "picture", "current").first()
    if row is None:
        return None
    return DeskArticle(
        id=row.page_id,
        path=article_path(row.slug),
        desk_path=desk_article_path(row.page_id),
        state=ArticleState(row.state),
        headline=row.headline,
        standfirst=row.standfirst,
        section_name=row.section.name if row.section else "",
        tag_names=tuple(link.name for link in tags_of([row.page_id]).get(row.page_id, ())),
        author_names=tuple(link.name for link in bylines_of([row.page_id]).get(row.page_id, ())),
        slug=row.slug,
        source=row.current.source if row.current else "",
        source_format=SourceFormat(row.current.source_format) if row.current else SourceFormat.MARKDOWN,
        body_html=row.current.html if row.current else "",
        published_at=row.published_at,
        picture_id=row.picture_id,
        picture=picture_view(row.picture),
    )


def desk_pages(publication_id: int) -> tuple[DeskPage, ...]:
    """Return every fixed page, shown or not, in the order of the footer. One query."""
    rows = FixedPage.objects.filter(publication_id=publication_id).select_related("current")
    return tuple(_desk_page(row) for row in rows.order_by("position", "title"))


def desk_page(publication_id: int, page_id: int) -> DeskPage | None:
    """Return one fixed page of the publication, shown or not, or None. One query."""
    found = FixedPage.objects.filter(publication_id=publication_id, page__id=page_id).select_related("current")
    row = found.first()
    return _desk_page(row) if row else None


def _desk_page(row: FixedPage) -> DeskPage:
    return DeskPage(
        id=row.page_id,
        path=fixed_page_path(row.slug),
        desk_path=desk_page_path(row.page_id),
        title=row.title,
        slug=row.slug,
        source=row.current.source if row.current else "",
        source_format=SourceFormat(row.current.source_format) if row.current else SourceFormat.MARKDOWN,
        published=row.published,
        in_footer=row.in_footer,
        position=row.position,
    )
