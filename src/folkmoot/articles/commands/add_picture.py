"""Keep a picture, with the words that stand for it and beside it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from folkmoot.articles.commands.allow_writing import require_writer
from folkmoot.articles.commands.spell import spelled_line
from folkmoot.articles.models import Picture
from folkmoot.articles.policy import bad_picture_words
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act


def add_picture(
    *, publication_id: int, data: bytes, alt: str, caption: str, credit: str, account_id: int | None, now: datetime
) -> int:
    """Return the picture's id. The same bytes are kept once; the words of the last call stand.

    Args:
        data: the file as it came: JPEG, PNG or WebP.
        account_id: who adds it; None for the house itself.

    Raises:
        DeniedError: `not_allowed`, `alt_missing`, `too_long`, `bad_text`, `bad_picture`, `picture_too_large`.
    """
    require_writer(account_id, publication_id=publication_id)
    alt, caption, credit = spelled_line("alt", alt), spelled_line("caption", caption), spelled_line("credit", credit)
    require(bad_picture_words(alt, caption, credit))
    from folkmoot.kit.media.pictures import store_picture  # noqa: PLC0415 -- Pillow is slow to load, and seldom needed

    stored = store_picture(data, Path(settings.MEDIA_ROOT))
    said: dict[str, object] = {"alt": alt, "caption": caption, "credit": credit}
    said["variants"] = [variant.as_json() for variant in stored.variants]
    with transaction.atomic():
        row, _ = Picture.objects.update_or_create(
            publication_id=publication_id,
            digest=stored.digest,
            defaults=said,
            create_defaults={**said, "created_at": now},
        )
        record_act(publication_id=publication_id, account_id=account_id, act="picture.added", subject=alt, now=now)
    return row.id
