"""Which of the things a comment said could be read, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

Version: TypeAlias = tuple[str, datetime]
"""What it said, and since when everybody could read it."""

FOR_EVER = datetime.max.replace(tzinfo=UTC)


def public_versions(
    edits: Sequence[Version], now_says: str, *, since: datetime, holds: Sequence[tuple[datetime, datetime | None]]
) -> list[Version]:
    """Return the versions that were public for a while, oldest first, none that says what the one before it says.

    Args:
        edits: what it said before each edit and when it was edited, oldest first.
        now_says: what it says now.
        since: when it was written.
        holds: from when until when it waited unseen; None for one that has not ended.
    """
    public: list[Version] = []
    begun = since
    for said, until in (*edits, (now_says, FOR_EVER)):
        shown_at = _first_moment_outside(holds, begun)
        if shown_at < until and not (public and public[-1][0] == said):
            public.append((said, shown_at))
        begun = until
    return public


def _first_moment_outside(holds: Iterable[tuple[datetime, datetime | None]], at: datetime) -> datetime:
    """Return the first moment from `at` on that lies in no hold."""
    for begun, ended in sorted((begun, ended or FOR_EVER) for begun, ended in holds):
        if begun <= at < ended:
            at = ended
    return at
