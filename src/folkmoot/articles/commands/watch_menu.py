"""The masthead lists the sections that have something to read: tell every page when that changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from folkmoot.articles.events import PublicationChanged
from folkmoot.articles.models import Section
from folkmoot.articles.values import ArticleState
from folkmoot.kit.outbox.emit import emit


@contextmanager
def menu_watched(publication_id: int, *, now: datetime) -> Iterator[None]:
    """Emit `PublicationChanged` if what happens inside adds a section to the masthead or takes one away."""
    before = _menu(publication_id)
    yield
    if _menu(publication_id) != before:
        emit(PublicationChanged(publication_id=publication_id, at=now))


def _menu(publication_id: int) -> set[int]:
    shown = Section.objects.filter(publication_id=publication_id, articles__state=ArticleState.PUBLISHED)
    return set(shown.values_list("id", flat=True))
