"""Say which article leads the front page."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.allow_writing import require_editor
from folkmoot.articles.commands.lock_publication import lock_publication
from folkmoot.articles.events import FrontArranged
from folkmoot.articles.models import Article
from folkmoot.articles.policy.newspaper import not_a_lead
from folkmoot.articles.values import DESK_FRONT_PATH, ArticleState
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act


def choose_lead(*, publication_id: int, article_id: int | None, account_id: int | None, now: datetime) -> None:
    """Put an article first until another one is chosen; None lets the newest lead.

    Raises:
        DeniedError: `not_allowed`, `not_published`.
    """
    require_editor(account_id, publication_id=publication_id)
    with transaction.atomic():
        row = lock_publication(publication_id)
        lead = Article.objects.filter(publication_id=publication_id, page_id=article_id).first() if article_id else None
        if article_id is not None:
            require(not_a_lead(ArticleState(lead.state) if lead else None))
        if row.lead == lead:
            return
        row.lead = lead
        row.save(update_fields=["lead"])
        record_act(
            publication_id=publication_id,
            account_id=account_id,
            act="front.lead_chosen" if lead else "front.lead_left_open",
            subject=lead.headline if lead else "",
            path=DESK_FRONT_PATH,
            now=now,
        )
        emit(FrontArranged(publication_id=publication_id, at=now))
