"""Names of time zones."""

from __future__ import annotations

from zoneinfo import ZoneInfo


def is_time_zone(name: str) -> bool:
    """Return whether the zone database of this machine knows the name (`Europe/Berlin`, `UTC`)."""
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # unknown, a folder of the database, not a name at all
        return False
    return True
