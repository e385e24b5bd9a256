"""What somebody typed and did not save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from folkmoot.articles.models import Autosave


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedView:
    """The fields of a form as they were typed (name → values), and when."""

    fields: Mapping[str, Sequence[str]]
    at: datetime


def typed_by(account_id: int, *, publication_id: int, article_id: int | None) -> TypedView | None:
    """Return what an account typed into an article's form and did not save, or None. One query."""
    found = Autosave.objects.filter(publication_id=publication_id, article_id=article_id, account_id=account_id)
    row = found.first()
    return TypedView(fields=row.fields, at=row.at) if row else None
