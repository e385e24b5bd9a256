"""Write down which member of staff did what to an article."""

from __future__ import annotations

from datetime import datetime

from folkmoot.articles.models import Article
from folkmoot.articles.values import desk_article_path
from folkmoot.readers.commands.record_act import record_act


def record_article(article: Article, act: str, *, account_id: int | None, now: datetime) -> None:
    """Write an entry of the audit log about an article, in the caller's transaction; none for the house itself."""
    record_act(
        publication_id=article.publication_id,
        account_id=account_id,
        act=act,
        subject=article.headline,
        path=desk_article_path(article.page_id),
        now=now,
    )
