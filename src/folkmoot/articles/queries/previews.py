"""What is not public yet, as readers would see it, and the links by which colleagues do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from folkmoot.articles.models import Article, Author, Picture, PreviewLink, Section, Tag
from folkmoot.articles.queries.rows import picture_view
from folkmoot.articles.queries.whole import whole_articles, with_changes
from folkmoot.articles.values import (
    ArticleState,
    ArticleView,
    Link,
    PictureView,
    article_path,
    author_path,
    section_path,
    tag_path,
)
from folkmoot.articles.values.previews import PreviewedArticle, PreviewLinkView, preview_token_hash
from folkmoot.pure.slugs import slug_of


def open_previews(article_id: int, *, now: datetime) -> tuple[PreviewLinkView, ...]:
    """Return the preview links of an article that still work, the newest first. One query."""
    rows = PreviewLink.objects.filter(article_id=article_id, ended_at=None, expires_at__gt=now)
    return tuple(
        PreviewLinkView(
            id=row.id,
            made_by=str(row.account) if row.account else "",
            created_at=row.created_at,
            expires_at=row.expires_at,
        )
        for row in rows.select_related("account").order_by("-id")
    )


def previewed_article(publication_id: int, token: str, *, now: datetime) -> PreviewedArticle | None:
    """Return the article that a preview's token opens, None for one that is unknown or has ended. One query."""
    found = PreviewLink.objects.filter(
        token_hash=preview_token_hash(token),
        article__publication_id=publication_id,
        ended_at=None,
        expires_at__gt=now,
    )
    row = found.values_list("article_id", "article__slug", "article__state").first()
    if row is None:
        return None
    article_id, slug, state = row
    return PreviewedArticle(id=article_id, path=article_path(slug), is_public=state == ArticleState.PUBLISHED)


def article_in_any_state(publication_id: int, article_id: int, *, now: datetime) -> ArticleView | None:
    """Return an article as readers would see it now, public or not; None if there is none with a text. Five queries."""
    found = Article.objects.filter(publication_id=publication_id, page_id=article_id)
    rows, changes = with_changes(found.select_related("section", "picture", "current"))
    for row in rows:
        row.published_at = row.published_at or now
    return next(iter(whole_articles(rows, beside=True, changes=changes)), None)


def links_of_names(publication_id: int, names: Sequence[str], part: type[Section | Tag | Author]) -> tuple[Link, ...]:
    """Return sections, tags or authors of these names as they would be shown, made already or not. One query."""
    path = {Section: section_path, Tag: tag_path, Author: author_path}[part]
    known = dict(part.objects.filter(publication_id=publication_id, name__in=names).values_list("name", "slug"))
    return tuple(Link(name=name, path=path(known.get(name) or slug_of(name))) for name in dict.fromkeys(names))


def picture_for(publication_id: int, picture_id: int | None) -> PictureView | None:
    """Return a picture of the publication as shown, or None. One query."""
    if picture_id is None:
        return None
    return picture_view(Picture.objects.filter(publication_id=publication_id, id=picture_id).first())
