"""The desk's list of articles: in any state, narrowed down, page after page by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from folkmoot.articles.models import Article, Author, Byline, Section, Tag
from folkmoot.articles.queries.rows import bylines_of
from folkmoot.articles.values import ArticleState, desk_article_path
from folkmoot.pure.slugs import slug_of

ROWS_A_PAGE = 50
CHOICES_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskChoice:
    """Which articles are wanted; what is empty or None narrows nothing.

    Attributes:
        words: letters of the headline or of the address.
        author, section: slugs.
        of_account: only what this account began or is named in.
    """

    state: ArticleState | None = None
    words: str = ""
    author: str = ""
    section: str = ""
    of_account: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskArticleRow:
    """One line of the desk's list."""

    id: int
    desk_path: str
    headline: str
    section_name: str
    author_names: tuple[str, ...]
    state: ArticleState
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskArticles:
    """A page of the list; `before` is where the next one begins, or None."""

    rows: tuple[DeskArticleRow, ...]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSlug:
    """Something that can be chosen by its slug."""

    name: str
    slug: str


def desk_articles(publication_id: int, choice: DeskChoice, *, before: int | None = None) -> DeskArticles:
    """Return up to 50 of the chosen articles, the one begun last first, or those begun before one. Two queries."""
    chosen = _chosen(publication_id, choice).select_related("section").order_by("-page_id")
    if before is not None:
        chosen = chosen.filter(page__id__lt=before)
    found = list(chosen[: ROWS_A_PAGE + 1])
    shown = found[:ROWS_A_PAGE]
    bylines = bylines_of(row.page_id for row in shown)
    rows = tuple(
        DeskArticleRow(
            id=row.page_id,
            desk_path=desk_article_path(row.page_id),
            headline=row.headline,
            section_name=row.section.name if row.section else "",
            author_names=tuple(link.name for link in bylines.get(row.page_id, ())),
            state=ArticleState(row.state),
            published_at=row.published_at,
        )
        for row in shown
    )
    return DeskArticles(rows=rows, before=rows[-1].id if len(found) > ROWS_A_PAGE else None)


def sections_at_desk(publication_id: int) -> tuple[NamedSlug, ...]:
    """Return the sections in their order, at most 200. One query."""
    return _named(Section.objects.filter(publication_id=publication_id).order_by("position", "name"))


def authors_at_desk(publication_id: int) -> tuple[NamedSlug, ...]:
    """Return the authors by name, at most 200. One query."""
    return _named(Author.objects.filter(publication_id=publication_id).order_by("name"))


def tags_at_desk(publication_id: int) -> tuple[NamedSlug, ...]:
    """Return the tags by name, at most 200. One query."""
    return _named(Tag.objects.filter(publication_id=publication_id).order_by("name"))


def owned_by(account_id: int) -> Q:
    """Return the condition that an article is somebody's own: they began it, or are named as its author."""
    named = Byline.objects.filter(author__account_id=account_id)
    return Q(begun_by_id=account_id) | Q(page_id__in=named.values("article_id"))


def _chosen(publication_id: int, choice: DeskChoice) -> QuerySet[Article]:
    chosen = Article.objects.filter(publication_id=publication_id)
    if choice.state is not None:
        chosen = chosen.filter(state=choice.state)
    if choice.words:
        # Databases fold the case of ASCII only; an address has no other letters.
        folded = slug_of(choice.words)
        in_address = Q(slug__contains=folded) if folded else Q()
        chosen = chosen.filter(Q(headline__icontains=choice.words) | in_address)
    if choice.author:
        chosen = chosen.filter(page_id__in=Byline.objects.filter(author__slug=choice.author).values("article_id"))
    if choice.section:
        chosen = chosen.filter(section__slug=choice.section)
    if choice.of_account is not None:
        chosen = chosen.filter(owned_by(choice.of_account))
    return chosen


def _named(rows: QuerySet[Section] | QuerySet[Author] | QuerySet[Tag]) -> tuple[NamedSlug, ...]:
    found = rows.values_list("name", "slug")[:CHOICES_MAX]
    return tuple(NamedSlug(name=name, slug=slug) for name, slug in found)
