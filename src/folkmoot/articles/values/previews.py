"""Links by which a colleague reads what is not public yet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

PREVIEW_LASTS = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLinkView:
    """A preview link that still works, as the desk lists it: without its address, which was shown once."""

    id: int
    made_by: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewedArticle:
    """What a preview link opens. `is_public`: everybody can read it by now, at its `path`."""

    id: int
    path: str
    is_public: bool


def preview_token_hash(token: str) -> str:
    """Return what is kept of a preview's token: its SHA-256 in hexadecimal digits."""
    return hashlib.sha256(token.encode()).hexdigest()
