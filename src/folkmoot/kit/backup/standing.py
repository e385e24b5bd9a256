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
        """Return why a backup is missing, "" when none is. What failed is told with all that fails by the clock."""
        since = self.last_at or self.born_at
        if not self.is_on or since is None or since > now - LATE:
            return ""
        return f"{self.summary()} Is folkmoot serve or folkmoot worker running?"

    def summary(self) -> str:
        """Return in a sentence what there is."""
        if self.last_at is not None:
            return f"The newest nightly backup is of {self.last_at:%Y-%m-%d %H:%M} UTC: {self.path}."
        return "There is no nightly backup yet." if self.is_on else "Nightly backups are turned off."


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
