"""Give a page its thread."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.articles.models import Page
from folkmoot.discussion.events import ThreadOpened
from folkmoot.discussion.models import Thread
from folkmoot.kit.outbox.emit import emit


def open_thread(*, page_id: int, now: datetime) -> int:
    """Return the id of the page's thread, made where there is none.

    Raises:
        Page.DoesNotExist: no such page.
    """
    with transaction.atomic():
        page = Page.objects.only("id", "publication_id").get(id=page_id)
        thread, made = Thread.objects.get_or_create(
            page=page, defaults={"publication_id": page.publication_id, "created_at": now}
        )
        if made:
            emit(ThreadOpened(publication_id=page.publication_id, at=now, thread_id=thread.id, page_id=page_id))
    return thread.id
