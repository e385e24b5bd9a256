"""Change the words that stand for a picture and beside it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.articles.commands.allow_writing import require_writer
from folkmoot.articles.commands.spell import spelled_line
from folkmoot.articles.events import PictureDescribed
from folkmoot.articles.models import Article, Picture, Publication
from folkmoot.articles.policy import bad_picture_words
from folkmoot.articles.values import ArticleState
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act


def describe_picture(
    *,
    publication_id: int,
    picture_id: int,
    alt: str,
    caption: str,
    credit: str,
    account_id: int | None,
    now: datetime,
) -> None:
    """Change the words of a picture: in the library, and wherever it is a lead picture or a logo.

    A text that shows it keeps the words it was put in with: they are part of what was written.

    Raises:
        DeniedError: `not_allowed`, `alt_missing`, `too_long`, `bad_text`.
        Picture.DoesNotExist: no such picture in this publication.
    """
    require_writer(account_id, publication_id=publication_id)
    alt, caption, credit = spelled_line("alt", alt), spelled_line("caption", caption), spelled_line("credit", credit)
    require(bad_picture_words(alt, caption, credit))
    with transaction.atomic():
        row = Picture.objects.select_for_update(no_key=True).get(publication_id=publication_id, id=picture_id)
        row.alt, row.caption, row.credit = alt, caption, credit
        row.save(update_fields=["alt", "caption", "credit"])
        shown = Article.objects.filter(picture=row, state=ArticleState.PUBLISHED).values_list("page_id", flat=True)
        is_logo = Publication.objects.filter(id=publication_id, logo=row).exists()
        emit(
            PictureDescribed(
                publication_id=publication_id, picture_id=picture_id, page_ids=tuple(shown), is_logo=is_logo, at=now
            )
        )
        record_act(publication_id=publication_id, account_id=account_id, act="picture.described", subject=alt, now=now)
