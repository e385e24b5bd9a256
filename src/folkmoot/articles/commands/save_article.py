"""Keep what an author wrote: a new article, or a new revision of one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.allow_writing import require_writer
from folkmoot.articles.commands.lock_publication import lock_publication
from folkmoot.articles.commands.name_parts import authors_named, section_named, tags_named
from folkmoot.articles.commands.readdress import readdress
from folkmoot.articles.commands.record_article import record_article
from folkmoot.articles.commands.revise import Change, marker_left, revise
from folkmoot.articles.commands.spell import spelled_article, spelled_correction
from folkmoot.articles.commands.watch_menu import menu_watched
from folkmoot.articles.commands.write_revision import WrittenText, rendered
from folkmoot.articles.events import ArticleRevised
from folkmoot.articles.models import Article, Byline, Page, Picture
from folkmoot.articles.policy import bad_article, bad_slug
from folkmoot.articles.policy.changes import changed_meanwhile
from folkmoot.articles.policy.sources import bad_sources, unknown_marker
from folkmoot.articles.values import ArticleDraft, ArticleState, ChangeKind, CorrectionDraft, PageKind, article_path
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.slugs import free_slug, slug_of
from folkmoot.pure.verdict import require

NAMELESS_SLUG = "article"
GIVEN_SLUG_MAX_CHARS = 200


def save_article(
    *,
    publication_id: int,
    article_id: int | None,
    draft: ArticleDraft,
    account_id: int | None,
    now: datetime,
    version: int | None = None,
    change: ChangeKind | None = None,
    correction: CorrectionDraft | None = None,
) -> int:
    """Return the article's id, which is also its page's.

    A new article is a draft; one that can be read shows the new text at once. A changed address leaves a redirect
    behind if it was ever public.

    Args:
        account_id: who writes; None for the house itself.
        version: what the writer began from; None writes over whatever was saved meanwhile.
        change: what is done to a text that readers have read; it has no meaning for any other.
        correction: for readers, with `ChangeKind.CORRECTION`.

    Raises:
        DeniedError: `not_allowed`, `headline_missing`, `too_long`, `bad_text`, `slug_missing`, `slug_taken`,
            `changed_meanwhile`, `change_missing`, `correction_missing`; and of sources `sources_too_many`,
            `source_nameless`, `source_unknown`, `source_circle`, `bad_url`.
        Article.DoesNotExist: no such article in this publication.
    """
    require_writer(account_id, publication_id=publication_id, article_id=article_id)
    clean = spelled_article(draft)
    require(bad_article(clean) or bad_sources(clean.sources))
    text = _rendered(clean)
    made = Change(kind=change, correction=spelled_correction(correction), account_id=account_id, at=now)
    with transaction.atomic():
        lock_publication(publication_id)
        with menu_watched(publication_id, now=now):
            article = (
                _found(publication_id, article_id, version=version)
                if article_id
                else _new(publication_id, clean, account_id=account_id, now=now)
            )
            acts = revise(article, text, made)
            _describe(article, clean)
            article.save()
            if article.state == ArticleState.PUBLISHED:  # told when it is written: the search reads it then
                emit(ArticleRevised(publication_id=publication_id, page_id=article.page_id, at=now))
        for act in acts if article_id else ("article.begun",):
            record_article(article, act, account_id=account_id, now=now)
    return article.page_id


def _rendered(draft: ArticleDraft) -> WrittenText:
    text = rendered(
        headline=draft.headline,
        standfirst=draft.standfirst,
        source=draft.source,
        source_format=draft.source_format,
        sources=draft.sources,
    )
    require(unknown_marker(marker_left(text)))
    return text


def _found(publication_id: int, article_id: int, *, version: int | None) -> Article:
    # Locked, or a withdrawal that commits meanwhile would be written over with what was read before it.
    found = Article.objects.select_for_update(no_key=True, of=("self",)).filter(publication_id=publication_id)
    article = found.select_related("page", "current").get(page_id=article_id)
    require(changed_meanwhile(version, article.version))
    article.version += 1
    return article


def _new(publication_id: int, draft: ArticleDraft, *, account_id: int | None, now: datetime) -> Article:
    slug = _slug(publication_id, draft, article=None)
    page = Page.objects.create(
        publication_id=publication_id, kind=PageKind.ARTICLE, url=article_path(slug), title=draft.headline
    )
    return Article.objects.create(
        page=page,
        publication_id=publication_id,
        slug=slug,
        state=ArticleState.DRAFT,
        begun_by_id=account_id,
        created_at=now,
    )


def _describe(article: Article, draft: ArticleDraft) -> None:
    """Write down everything about the article but its text."""
    article.slug = _slug(article.publication_id, draft, article=article)
    was_public = article.published_at is not None
    readdress(article.page, url=article_path(article.slug), title=draft.headline, was_public=was_public)
    article.headline = draft.headline
    article.standfirst = draft.standfirst
    article.section = section_named(article.publication_id, draft.section_name)
    article.picture = _picture(article.publication_id, draft.picture_id)
    article.tags.set(tags_named(article.publication_id, draft.tag_names))
    authors = authors_named(article.publication_id, draft.author_names)
    Byline.objects.filter(article=article).exclude(author__in=authors).delete()
    for position, author in enumerate(authors):
        Byline.objects.update_or_create(article=article, author=author, defaults={"position": position})


def _picture(publication_id: int, picture_id: int | None) -> Picture | None:
    if picture_id is None:
        return None
    return Picture.objects.filter(publication_id=publication_id, id=picture_id).first()


def _slug(publication_id: int, draft: ArticleDraft, *, article: Article | None) -> str:
    """Return the wanted slug if the author gave one, else the article's own, else a free one made from the headline."""
    others = Article.objects.filter(publication_id=publication_id)
    if article is not None:
        others = others.exclude(page_id=article.page_id)
    if draft.slug:
        slug = slug_of(draft.slug, max_chars=GIVEN_SLUG_MAX_CHARS)
        require(bad_slug(slug, reserved=False, taken=others.filter(slug=slug).exists()))
        return slug
    if article is not None:
        return article.slug
    wanted = slug_of(draft.headline) or NAMELESS_SLUG
    return free_slug(wanted, set(others.filter(slug__startswith=wanted).values_list("slug", flat=True)))
