"""Take an article back: it stays on the desk, its address says why it is gone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Min

from folkmoot.articles.commands.allow_writing import require_writer
from folkmoot.articles.commands.make_preview_link import end_all_preview_links
from folkmoot.articles.commands.record_article import record_article
from folkmoot.articles.commands.spell import spelled
from folkmoot.articles.commands.watch_menu import menu_watched
from folkmoot.articles.events import ArticleWithdrawn
from folkmoot.articles.models import Article, Revision, Withdrawal
from folkmoot.articles.policy import not_withdrawable
from folkmoot.articles.policy.history import bad_reason
from folkmoot.articles.values import ArticleState
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require


def withdraw_article(
    *, article_id: int, reason: str = "", legal: bool = False, account_id: int | None, now: datetime
) -> None:
    """Hide a published article, its history and its discussion, and end its previews; take one off the schedule.

    Args:
        reason: for readers, at the article's address; a scheduled article needs none.
        legal: a court or a law forbids it (451), and not its authors (410).
        account_id: who withdraws; None for the house itself.

    Raises:
        DeniedError: `not_allowed`, `not_published`, `reason_missing`, `too_long`, `bad_text`.
        Article.DoesNotExist: no such article.
    """
    clean = spelled("reason", reason)
    with transaction.atomic():
        article = Article.objects.select_for_update(no_key=True).get(page_id=article_id)
        require_writer(account_id, publication_id=article.publication_id, article_id=article_id)
        require(not_withdrawable(ArticleState(article.state)))
        if article.state == ArticleState.SCHEDULED:
            _unschedule(article)
            record_article(article, "article.unscheduled", account_id=account_id, now=now)
            return
        require(bad_reason(clean))
        with menu_watched(article.publication_id, now=now):
            article.state = ArticleState.WITHDRAWN
            article.save(update_fields=["state"])
        Withdrawal.objects.create(article=article, reason=clean, legal=legal, account_id=account_id, at=now)
        end_all_preview_links(article, now=now)
        emit(ArticleWithdrawn(publication_id=article.publication_id, page_id=article.page_id, at=now))
        record_article(article, "article.withdrawn", account_id=account_id, now=now)


def _unschedule(article: Article) -> None:
    """Make it a draft again, or what it was: an article that readers had read is still withdrawn."""
    first = Revision.objects.filter(page_id=article.page_id).aggregate(at=Min("public_at"))["at"]
    article.state, article.published_at = (ArticleState.WITHDRAWN if first else ArticleState.DRAFT), first
    article.save(update_fields=["state", "published_at"])
