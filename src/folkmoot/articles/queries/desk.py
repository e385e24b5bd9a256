"""What the desk shows: everything, published or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from folkmoot.articles.models import Article, FixedPage
from folkmoot.articles.queries.rows import bylines_of, picture_view, tags_of
from folkmoot.articles.values import (
    ArticleState,
    PagePurpose,
    PictureView,
    SourceFormat,
    SourceKind,
    SourceView,
    article_path,
    desk_article_path,
    desk_page_path,
    fixed_page_path,
)
from folkmoot.pure.pages.gaps import gaps_in


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskArticle:
    """An article as its author left it. `version` counts its saves; who saves must have seen the last one.

    `number` is that of its text in the row of all it had.
    """

    id: int
    path: str
    desk_path: str
    state: ArticleState
    version: int
    number: int | None
    headline: str
    standfirst: str
    section_name: str
    tag_names: tuple[str, ...]
    author_names: tuple[str, ...]
    slug: str
    source: str
    source_format: SourceFormat
    sources: tuple[SourceView, ...]
    published_at: datetime | None
    picture_id: int | None
    picture: PictureView | None
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """A fixed page as its author left it. `gaps` are hints in our starting text that nobody has replaced yet."""

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
    purpose: PagePurpose | None
    gaps: tuple[str, ...]


def desk_article(publication_id: int, article_id: int) -> DeskArticle | None:
    """Return one article of the publication in any state, or None. Three queries."""
    found = Article.objects.filter(publication_id=publication_id, page__id=article_id)
    row = found.select_related("section", "picture", "current__account").first()
    if row is None:
        return None
    text = row.current
    return DeskArticle(
        id=row.page_id,
        path=article_path(row.slug),
        desk_path=desk_article_path(row.page_id),
        state=ArticleState(row.state),
        version=row.version,
        number=text.number if text else None,
        headline=row.headline,
        standfirst=row.standfirst,
        section_name=row.section.name if row.section else "",
        tag_names=tuple(link.name for link in tags_of([row.page_id]).get(row.page_id, ())),
        author_names=tuple(link.name for link in bylines_of([row.page_id]).get(row.page_id, ())),
        slug=row.slug,
        source=text.source if text else "",
        source_format=SourceFormat(text.source_format) if text else SourceFormat.MARKDOWN,
        sources=tuple(_source(entry) for entry in text.sources) if text else (),
        published_at=row.published_at,
        picture_id=row.picture_id,
        picture=picture_view(row.picture),
        saved_by=text.account.name or text.account.email if text and text.account else "",
        saved_at=text.created_at if text else row.created_at,
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
        purpose=PagePurpose(row.purpose) if row.purpose else None,
        gaps=gaps_in(row.current.source) if row.current else (),
    )


def _source(entry: Mapping[str, Any]) -> SourceView:
    return SourceView(
        number=entry["number"],
        kind=SourceKind(entry["kind"]),
        name=entry["name"],
        role=entry["role"],
        url=entry["url"],
        on_word_of=entry["on_word_of"],
    )
