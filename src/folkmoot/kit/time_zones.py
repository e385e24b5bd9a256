"""Names of time zones."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, available_timezones


def is_time_zone(name: str) -> bool:
    """Return whether the zone database of this machine knows the name (`Europe/Berlin`, `UTC`)."""
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # unknown, a folder of the database, not a name at all
        return False
    return True


@cache
def time_zones() -> tuple[str, ...]:
    """Return the names of places that this machine knows the time of, by the alphabet, and UTC first."""
    places = {
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/", "right/"))
    }
    return ("UTC", *sorted(places))
