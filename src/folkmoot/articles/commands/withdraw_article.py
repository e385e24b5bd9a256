"""Take an article back: it stays on the desk, its address leads nowhere."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.allow_writing import require_writer
from folkmoot.articles.commands.watch_menu import menu_watched
from folkmoot.articles.events import ArticleWithdrawn
from folkmoot.articles.models import Article
from folkmoot.articles.policy import not_withdrawable
from folkmoot.articles.values import ArticleState
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require


def withdraw_article(*, article_id: int, account_id: int | None, now: datetime) -> None:
    """Hide a published article; make a scheduled one a draft again.

    Raises:
        DeniedError: `not_allowed`, `not_published`.
        Article.DoesNotExist: no such article.
    """
    with transaction.atomic():
        article = Article.objects.select_for_update(no_key=True).get(page_id=article_id)
        require_writer(account_id, publication_id=article.publication_id)
        require(not_withdrawable(ArticleState(article.state)))
        if article.state == ArticleState.SCHEDULED:
            article.state, article.published_at = ArticleState.DRAFT, None
            article.save(update_fields=["state", "published_at"])
            return
        with menu_watched(article.publication_id, now=now):
            article.state = ArticleState.WITHDRAWN
            article.save(update_fields=["state"])
        emit(ArticleWithdrawn(publication_id=article.publication_id, page_id=article.page_id, at=now))
