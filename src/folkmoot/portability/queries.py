"""What was imported before."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from folkmoot.discussion.models import Thread
from folkmoot.portability.models import ImportedItem
from folkmoot.portability.values import Kind

ASK_AT_ONCE = 500


def known_pages(publication_id: int, source: str) -> dict[str, int]:
    """Return page id by source id."""
    return dict(_items(publication_id, source, Kind.ARTICLE).values_list("source_id", "target_id"))


def known_targets(publication_id: int, source: str, kind: Kind, source_ids: Sequence[str]) -> dict[str, int]:
    """Return row id by source id for those of `source_ids` that were imported."""
    found: dict[str, int] = {}
    items = _items(publication_id, source, kind)
    for at in range(0, len(source_ids), ASK_AT_ONCE):
        asked = items.filter(source_id__in=source_ids[at : at + ASK_AT_ONCE])
        found.update(asked.values_list("source_id", "target_id"))
    return found


def is_unfinished(publication_id: int, source: str) -> bool:
    """Say whether an import of this source began and did not come to its end."""
    return _items(publication_id, source, Kind.BEGUN).exists()


def threads_of_pages(publication_id: int, source: str) -> dict[int, int]:
    """Return thread id by page id for all imported pages that have a thread."""
    pages = _items(publication_id, source, Kind.ARTICLE).values("target_id")
    return dict(Thread.objects.filter(page_id__in=pages).values_list("page_id", "id"))


def _items(publication_id: int, source: str, kind: Kind) -> QuerySet[ImportedItem]:
    return ImportedItem.objects.filter(publication_id=publication_id, source=source, kind=kind)
