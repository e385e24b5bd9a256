"""Let a colleague without an account read an article before readers can."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.allow_writing import require_writer
from folkmoot.articles.commands.record_article import record_article
from folkmoot.articles.models import Article, PreviewLink
from folkmoot.articles.values import preview_path
from folkmoot.articles.values.previews import PREVIEW_LASTS, preview_token_hash

TOKEN_BYTES = 32


def make_preview_link(*, article_id: int, account_id: int | None, now: datetime) -> str:
    """Return the address of a preview, good for seven days. It is shown once: only its token's SHA-256 is kept.

    Raises:
        DeniedError: `not_allowed`.
        Article.DoesNotExist: no such article.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        article = _article(article_id, account_id)
        PreviewLink.objects.create(
            article=article,
            token_hash=preview_token_hash(token),
            account_id=account_id,
            created_at=now,
            expires_at=now + PREVIEW_LASTS,
        )
        record_article(article, "article.preview_made", account_id=account_id, now=now)
    return preview_path(token)


def end_preview_link(*, article_id: int, link_id: int, account_id: int | None, now: datetime) -> None:
    """Let a preview link lead nowhere from now on; one that has ended stays as it is.

    Raises:
        DeniedError: `not_allowed`.
        Article.DoesNotExist, PreviewLink.DoesNotExist: no such article, or no such link to it.
    """
    with transaction.atomic():
        article = _article(article_id, account_id)
        link = PreviewLink.objects.get(id=link_id, article=article)
        if link.ended_at is None:
            link.ended_at = now
            link.save(update_fields=["ended_at"])
            record_article(article, "article.preview_ended", account_id=account_id, now=now)


def end_all_preview_links(article: Article, *, now: datetime) -> None:
    """Let every preview link of an article lead nowhere from now on. Runs in the caller's transaction."""
    PreviewLink.objects.filter(article=article, ended_at=None).update(ended_at=now)


def _article(article_id: int, account_id: int | None) -> Article:
    article = Article.objects.only("page_id", "publication_id", "headline").get(page_id=article_id)
    require_writer(account_id, publication_id=article.publication_id, article_id=article_id)
    return article
