"""How the nightly backups stand, for `doctor` and `/metrics`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from folkmoot.kit.backup.rotation import newest
from folkmoot.kit.backup.scheduled import database_born_at, nightly_backups
from folkmoot.kit.timetable import TimetableRun

ENTRY = "kit.back_up"
"""The name of the nightly backup in the timetable."""
LATE = timedelta(hours=36)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of the nightly backups.

    Attributes:
        is_on: whether any are wanted.
        last_at: when the newest was made; it was verified then. None: there is none.
        path: where that lies.
        error: why the last try failed, "" if it did not.
        born_at: when the database was made.
    """

    is_on: bool
    last_at: datetime | None
    path: Path | None
    error: str
    born_at: datetime | None

    def doubt(self, *, now: datetime) -> str:
        """Return what is wrong in a sentence, "" when nothing is."""
        if not self.is_on:
            return ""
        if self.error:
            return f"The last nightly backup failed: {self.error}"
        since = self.last_at or self.born_at
        if since is not None and since < now - LATE:
            found = f"The newest is of {since:%Y-%m-%d %H:%M} UTC" if self.last_at else "There is none"
            return f"{found}: is folkmoot serve or folkmoot worker running?"
        return ""


def standing(*, now: datetime) -> Standing:
    """Return how the nightly backups stand. The database must be migrated."""
    backups = nightly_backups()
    last_at = newest(backups, now=now)
    run = TimetableRun.objects.filter(name=ENTRY).first()
    return Standing(
        is_on=settings.FOLKMOOT.backup_daily > 0,
        last_at=last_at,
        path=backups[last_at] if last_at else None,
        error=run.error if run else "",
        born_at=database_born_at(),
    )
