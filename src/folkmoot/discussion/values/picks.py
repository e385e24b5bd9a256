"""What staff put forward, as everybody sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from folkmoot.discussion.values.kinds import PickKind

PINNED_MAX = 3
"""How many comments of one thread stand on top of it; more would be a page of their own."""

FEATURED_MAX = 20
"""How many comments of one thread are featured; so all its picks are read at once."""

PICK_REASON_MAX_CHARS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class PickView:
    """How a comment is put forward, since when, and why, in words for everybody."""

    kind: PickKind
    reason: str
    at: datetime
