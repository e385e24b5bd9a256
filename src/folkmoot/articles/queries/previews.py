"""Links by which colleagues read what is not public yet."""

from __future__ import annotations

from datetime import datetime

from folkmoot.articles.models import PreviewLink
from folkmoot.articles.values.previews import PreviewLinkView, preview_token_hash


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


def previewed_article(publication_id: int, token: str, *, now: datetime) -> int | None:
    """Return the id of the article that a preview's token opens, None for one that is unknown or has ended. One query."""
    found = PreviewLink.objects.filter(
        token_hash=preview_token_hash(token),
        article__publication_id=publication_id,
        ended_at=None,
        expires_at__gt=now,
    )
    return found.values_list("article_id", flat=True).first()
