"""What the desk shows of the newspaper itself: how it is called and looks, its parts, what may lead its front page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count

from folkmoot.articles.models import Article, Author, Publication, Section, Tag
from folkmoot.articles.queries.dress import logo_view
from folkmoot.articles.values import (
    ArticleState,
    Link,
    PartKind,
    PictureView,
    author_path,
    desk_part_path,
    section_path,
    tag_path,
)

CANDIDATES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPublication:
    """Everything an owner may change about their newspaper."""

    id: int
    slug: str
    name: str
    tagline: str
    language: str
    time_zone: str
    base_url: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    logo_id: int | None
    logo: PictureView | None
    accent_light: str
    accent_dark: str
    theme: str
    menu: tuple[Link, ...]
    footer: str
    labels: Mapping[str, str]
    second_factor_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPart:
    """A section, an author or a tag; `articles` counts those that name it, in any state."""

    id: int
    kind: PartKind
    name: str
    slug: str
    path: str
    desk_path: str
    articles: int
    position: int = 0
    role: str = ""
    biography: str = ""
    account_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article that may lead the front page."""

    id: int
    headline: str
    published_at: datetime


def desk_publication(publication_id: int) -> DeskPublication:
    """Return what an owner sees of their newspaper. One query.

    Raises:
        Publication.DoesNotExist: no such publication.
    """
    row = Publication.objects.select_related("logo").get(id=publication_id)
    return DeskPublication(
        id=row.id,
        slug=row.slug,
        name=row.name,
        tagline=row.tagline,
        language=row.language,
        time_zone=row.time_zone,
        base_url=row.base_url,
        hosts=tuple(row.hosts),
        origins=tuple(row.origins),
        logo_id=row.logo_id,
        logo=logo_view(row.logo),
        accent_light=row.accent_light,
        accent_dark=row.accent_dark,
        theme=row.theme,
        menu=tuple(Link(name=entry["name"], path=entry["path"]) for entry in row.menu),
        footer=row.footer,
        labels=dict(row.labels),
        second_factor_required=row.second_factor_required,
    )


def desk_sections(publication_id: int) -> tuple[DeskPart, ...]:
    """Return the sections in their order. One query."""
    rows = Section.objects.filter(publication_id=publication_id).annotate(count=Count("articles"))
    return tuple(
        replace(_part(row, PartKind.SECTION, section_path(row.slug), row.count), position=row.position)
        for row in rows.order_by("position", "name")
    )


def desk_authors(publication_id: int) -> tuple[DeskPart, ...]:
    """Return the authors by name. One query."""
    rows = Author.objects.filter(publication_id=publication_id).annotate(count=Count("bylines"))
    return tuple(
        replace(
            _part(row, PartKind.AUTHOR, author_path(row.slug), row.count),
            role=row.role,
            biography=row.biography,
            account_id=row.account_id,
        )
        for row in rows.order_by("name", "id")
    )


def desk_tags(publication_id: int) -> tuple[DeskPart, ...]:
    """Return the tags by name. One query."""
    rows = Tag.objects.filter(publication_id=publication_id).annotate(count=Count("articles"))
    return tuple(_part(row, PartKind.TAG, tag_path(row.slug), row.count) for row in rows.order_by("name", "id"))


def _part(row: Section | Author | Tag, kind: PartKind, path: str, count: int) -> DeskPart:
    """Return what all three kinds have in common."""
    return DeskPart(
        id=row.id,
        kind=kind,
        name=row.name,
        slug=row.slug,
        path=path,
        desk_path=desk_part_path(kind, row.id),
        articles=count,
    )


PARTS = {PartKind.SECTION: desk_sections, PartKind.AUTHOR: desk_authors, PartKind.TAG: desk_tags}


def desk_part(publication_id: int, kind: PartKind, part_id: int) -> DeskPart | None:
    """Return one section, author or tag of the publication, or None. One query."""
    return next((part for part in PARTS[kind](publication_id) if part.id == part_id), None)


def candidates(publication_id: int) -> tuple[Candidate, ...]:
    """Return what may lead the front page: the newest thirty articles, and the present lead. Two queries."""
    published = Article.objects.filter(publication_id=publication_id, state=ArticleState.PUBLISHED)
    newest = list(published.order_by("-published_at", "-page_id")[:CANDIDATES])
    lead_id = Publication.objects.values_list("lead_id", flat=True).get(id=publication_id)
    if lead_id is not None and all(row.page_id != lead_id for row in newest):
        newest += published.filter(page_id=lead_id)
    return tuple(
        Candidate(id=row.page_id, headline=row.headline, published_at=row.published_at)
        for row in newest
        if row.published_at is not None
    )
