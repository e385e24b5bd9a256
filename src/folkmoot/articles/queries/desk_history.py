"""Every text an article ever had, for staff: also those that readers never saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from folkmoot.articles.models import Revision
from folkmoot.articles.values import ChangeKind, revision_path

VERSIONS_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskVersion:
    """One text of an article.

    Attributes:
        path: where readers find it; empty if they never saw it.
        seal: the public reason why nobody may read it any more; empty if everybody may.
        is_current: it is what the article says now.
    """

    number: int
    written_at: datetime
    written_by: str
    public_at: datetime | None
    path: str
    change: ChangeKind | None
    wrong: str
    right: str
    seal: str
    is_current: bool


def desk_versions(article_id: int, *, slug: str, current: int | None) -> tuple[DeskVersion, ...]:
    """Return up to 200 texts of an article, the newest first. One query.

    Args:
        current: the number of the text it has now.
    """
    rows = Revision.objects.filter(page_id=article_id).select_related("account", "seal", "correction")
    return tuple(_version(row, slug, current) for row in rows.order_by("-number")[:VERSIONS_MAX])


def _version(row: Revision, slug: str, current: int | None) -> DeskVersion:
    seal, correction = getattr(row, "seal", None), getattr(row, "correction", None)
    return DeskVersion(
        number=row.number,
        written_at=row.created_at,
        written_by=row.account.name or row.account.email if row.account else "",
        public_at=row.public_at,
        path=revision_path(slug, row.number) if row.public_at else "",
        change=ChangeKind(row.change) if row.change else None,
        wrong=correction.wrong if correction else "",
        right=correction.right if correction else "",
        seal=seal.reason if seal else "",
        is_current=row.number == current,
    )
