"""Bring articles and fixed pages in from elsewhere, with their dates, states and old addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from folkmoot.articles.commands.index_articles import index_article_now
from folkmoot.articles.commands.lock_publication import lock_publication
from folkmoot.articles.commands.name_parts import authors_named, section_named, tags_named
from folkmoot.articles.commands.show_revision import show_revision
from folkmoot.articles.commands.write_revision import WrittenText, write_revision
from folkmoot.articles.models import Article, Byline, FixedPage, LinkMention, Page, Redirect
from folkmoot.articles.policy import RESERVED_SLUGS
from folkmoot.articles.values import ArticleState, PageKind, article_path, fixed_page_path
from folkmoot.pure.slugs import free_slug, slug_of

SLUG_MAX_CHARS = 190
"""Leaves room for the number that makes a slug free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedArticle:
    """An article or fixed page as it shall stand here.

    Attributes:
        fixed: it becomes a fixed page, which knows no section, tags, authors or picture.
        slug: wanted; a free one near it is taken.
        text: rendered before the transaction.
        published_at: None for drafts.
        written_at: when the text was last changed.
        old_paths: addresses that shall lead here.
        in_footer: of a fixed page: it is linked in the footer.
    """

    fixed: bool
    slug: str
    text: WrittenText
    standfirst: str
    section_name: str
    tag_names: tuple[str, ...]
    author_names: tuple[str, ...]
    state: ArticleState
    published_at: datetime | None
    written_at: datetime
    picture_id: int | None
    old_paths: tuple[str, ...]
    in_footer: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedMention:
    """A pingback or trackback: somewhere else that links to a page."""

    page_id: int
    url: str
    title: str
    at: datetime


def import_articles(*, publication_id: int, articles: Sequence[ImportedArticle], now: datetime) -> list[int]:
    """Return the page ids, in order. Runs in the caller's transaction, which it makes wait for no reader."""
    lock_publication(publication_id)
    page_ids = []
    for article in articles:
        page = _fixed_page(publication_id, article) if article.fixed else _article(publication_id, article, now=now)
        _lead_here(page, article.old_paths)
        page_ids.append(page.id)
    return page_ids


def import_mentions(mentions: Iterable[ImportedMention]) -> None:
    """Keep mentions; one that is known already is left alone. Runs in the caller's transaction."""
    LinkMention.objects.bulk_create(
        (LinkMention(page_id=one.page_id, url=one.url, title=one.title, at=one.at) for one in mentions),
        ignore_conflicts=True,
    )


def _article(publication_id: int, article: ImportedArticle, *, now: datetime) -> Page:
    wanted = slug_of(article.slug, max_chars=SLUG_MAX_CHARS) or slug_of(article.text.headline) or "article"
    near = Article.objects.filter(publication_id=publication_id, slug__startswith=wanted)
    slug = free_slug(wanted, set(near.values_list("slug", flat=True)))
    page = _page(publication_id, PageKind.ARTICLE, article_path(slug), article.text.headline)
    row = Article.objects.create(
        page=page,
        publication_id=publication_id,
        slug=slug,
        headline=article.text.headline,
        standfirst=article.standfirst,
        section=section_named(publication_id, article.section_name),
        picture_id=article.picture_id,
        state=article.state,
        published_at=article.published_at,
        created_at=now,
    )
    row.current = write_revision(page, article.text, previous=None, account_id=None, now=article.written_at)
    row.save(update_fields=["current"])
    if article.state is ArticleState.PUBLISHED:
        show_revision(row.current, now=article.written_at)
    row.tags.set(tags_named(publication_id, article.tag_names))
    Byline.objects.bulk_create(
        Byline(article=row, author=author, position=position)
        for position, author in enumerate(authors_named(publication_id, article.author_names))
    )
    index_article_now(page.id)
    return page


def _fixed_page(publication_id: int, article: ImportedArticle) -> Page:
    wanted = slug_of(article.slug, max_chars=SLUG_MAX_CHARS) or slug_of(article.text.headline) or "page"
    near = FixedPage.objects.filter(publication_id=publication_id, slug__startswith=wanted)
    slug = free_slug(wanted, {*near.values_list("slug", flat=True), *RESERVED_SLUGS})
    page = _page(publication_id, PageKind.FIXED, fixed_page_path(slug), article.text.headline)
    row = FixedPage.objects.create(
        page=page,
        publication_id=publication_id,
        slug=slug,
        title=article.text.headline,
        published=article.state is ArticleState.PUBLISHED,
        in_footer=article.in_footer,
        updated_at=article.written_at,
    )
    row.current = write_revision(page, article.text, previous=None, account_id=None, now=article.written_at)
    row.save(update_fields=["current"])
    return page


def _page(publication_id: int, kind: PageKind, url: str, title: str) -> Page:
    Redirect.objects.filter(publication_id=publication_id, path=url).delete()
    return Page.objects.create(publication_id=publication_id, kind=kind, url=url, title=title)


def _lead_here(page: Page, old_paths: Iterable[str]) -> None:
    taken = set(
        Page.objects.filter(publication_id=page.publication_id, url__in=list(old_paths)).values_list("url", flat=True)
    )
    Redirect.objects.bulk_create(
        (Redirect(publication_id=page.publication_id, path=path, page=page) for path in old_paths if path not in taken),
        ignore_conflicts=True,
    )
