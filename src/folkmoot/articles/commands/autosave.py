"""Remember what somebody types before they save it, and forget it when they have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.allow_writing import require_writer
from folkmoot.articles.models import Article, Autosave
from folkmoot.articles.policy.history import too_much_typed
from folkmoot.pure.verdict import require

UNKEEPABLE = {0: "\ufffd"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""What no database keeps. A save refuses it in words; nobody is interrupted for it while typing."""


def autosave(
    *,
    publication_id: int,
    article_id: int | None,
    account_id: int,
    fields: Mapping[str, Sequence[str]],
    version: int,
    now: datetime,
) -> None:
    """Keep the fields of a form in place of what this account typed into it before. Readers see none of it.

    Args:
        article_id: None for an article that is not begun yet.
        fields: name → values, as a form sends them.
        version: the article's, when the form was opened; 0 for one that is not begun yet.

    Raises:
        DeniedError: `not_allowed`, `too_long`.
        Article.DoesNotExist: no such article in this publication.
    """
    require_writer(account_id, publication_id=publication_id, article_id=article_id)
    kept = {name: [value.translate(UNKEEPABLE) for value in values] for name, values in fields.items()}
    require(too_much_typed(kept))
    with transaction.atomic():
        if article_id is not None:
            Article.objects.only("page_id").get(publication_id=publication_id, page_id=article_id)
        Autosave.objects.update_or_create(
            publication_id=publication_id,
            article_id=article_id,
            account_id=account_id,
            defaults={"fields": kept, "version": version, "at": now},
        )


def forget_autosave(*, publication_id: int, article_id: int | None, account_id: int) -> None:
    """Forget what this account typed into an article's form: it was saved, or given up."""
    Autosave.objects.filter(publication_id=publication_id, article_id=article_id, account_id=account_id).delete()
