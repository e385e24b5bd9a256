"""Let an article be read, now or later."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.allow_writing import require_writer
from folkmoot.articles.commands.show_revision import show_revision
from folkmoot.articles.commands.watch_menu import menu_watched
from folkmoot.articles.events import ArticlePublished
from folkmoot.articles.models import Article, Withdrawal
from folkmoot.articles.policy import not_publishable
from folkmoot.articles.ports import Ports
from folkmoot.articles.values import ArticleState, desk_article_path
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act


def publish_article(
    *, article_id: int, account_id: int | None, now: datetime, published_at: datetime | None = None
) -> None:
    """Show the article and open its thread; with a time still to come, wait for the timetable to do it.

    What readers see from now on begins the article's public history, or goes on with it; a withdrawal ends.

    Args:
        account_id: who publishes; None for the house itself.
        published_at: the date it shall carry; None keeps the one it has, or means now.

    Raises:
        DeniedError: `not_allowed`, `article_empty`, `already_published`.
        Article.DoesNotExist: no such article.
    """
    with transaction.atomic():
        article = (
            Article.objects.select_for_update(no_key=True, of=("self",))
            .select_related("current")
            .get(page_id=article_id)
        )
        require_writer(account_id, publication_id=article.publication_id, article_id=article_id)
        later = published_at is not None and published_at > now
        source = article.current.source if article.current else ""
        require(not_publishable(ArticleState(article.state), source, later=later))
        record_act(
            publication_id=article.publication_id,
            account_id=account_id,
            act="article.scheduled" if later else "article.published",
            subject=article.headline,
            path=desk_article_path(article.page_id),
            now=now,
        )
        if later:
            article.state, article.published_at = ArticleState.SCHEDULED, published_at
            article.save(update_fields=["state", "published_at"])
            return
        _show(article, published_at=published_at or _date_of(article, now=now), now=now)


def publish_due(*, now: datetime) -> int:
    """Publish what is scheduled for this moment or before, under the date it was promised for; return how many.

    Each in a transaction of its own: one that fails does not hold back the others.
    """
    due = Article.objects.filter(state=ArticleState.SCHEDULED, published_at__lte=now).order_by(
        "published_at", "page_id"
    )
    return sum(_publish_if_due(article_id, now=now) for article_id in due.values_list("page_id", flat=True))


def _publish_if_due(article_id: int, *, now: datetime) -> bool:
    with transaction.atomic():
        article = (
            Article.objects.select_for_update(no_key=True)
            .filter(page_id=article_id, state=ArticleState.SCHEDULED, published_at__lte=now)
            .first()
        )
        if article is None or article.published_at is None:
            return False  # an author was faster: published, withdrawn or put off since we looked
        _show(article, published_at=article.published_at, now=now)
    return True


def _show(article: Article, *, published_at: datetime, now: datetime) -> None:
    with menu_watched(article.publication_id, now=now):
        article.state, article.published_at = ArticleState.PUBLISHED, published_at
        article.save(update_fields=["state", "published_at"])
    if article.current is not None:
        show_revision(article.current, now=now)
    Withdrawal.objects.filter(article=article).delete()
    Ports.open_thread(page_id=article.page_id, now=now)
    emit(ArticlePublished(publication_id=article.publication_id, page_id=article.page_id, at=now))


def _date_of(article: Article, *, now: datetime) -> datetime:
    """Return the date the article carries already; a scheduled one that is published early carries today's."""
    if article.published_at is None or article.state == ArticleState.SCHEDULED:
        return now
    return article.published_at
