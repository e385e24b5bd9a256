"""When the next nightly backup is due, and which old ones may go. No files here: names and times only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

NIGHTLY = re.compile(r"nightly-(\d{8}T\d{6}Z)\.zip")
STAMP = "%Y%m%dT%H%M%SZ"
AHEAD_ALLOWED = timedelta(hours=1)


def nightly_name(now: datetime) -> str:
    """Return the name of a backup made now."""
    return f"nightly-{now.astimezone(UTC):{STAMP}}.zip"


def made_at(name: str) -> datetime | None:
    """Return when the nightly backup of this name was made, None if it is no such name."""
    found = NIGHTLY.fullmatch(name)
    try:
        return datetime.strptime(found.group(1), STAMP).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def newest(times: Iterable[datetime], *, now: datetime) -> datetime | None:
    """Return the last of the times; one that lies ahead was made while the clock was wrong and does not count."""
    return max((time for time in times if time <= now + AHEAD_ALLOWED), default=None)


def is_due(*, last: datetime | None, born: datetime | None, hour: int, now: datetime) -> bool:
    """Return whether the clock has struck `hour` (UTC) since the last backup.

    Args:
        last: when the newest backup was made.
        born: when the database was made; one of today waits for the night. None: it is not there.
    """
    struck = now.astimezone(UTC).replace(hour=hour, minute=0, second=0, microsecond=0)
    if struck > now:
        struck -= timedelta(days=1)
    return born is not None and born < struck and (last is None or last < struck)


def kept(times: Iterable[datetime], *, daily: int, weekly: int) -> set[datetime]:
    """Return the times whose backups stay: the newest of each of the last days, and of each of the last weeks."""
    days: dict[date, datetime] = {}
    weeks: dict[tuple[int, int], datetime] = {}
    for time in sorted(times):
        days[time.date()] = time
        weeks[time.isocalendar()[:2]] = time
    last_days = sorted(days)[-daily:] if daily else []
    last_weeks = sorted(weeks)[-weekly:] if weekly else []
    return {days[day] for day in last_days} | {weeks[week] for week in last_weeks}
