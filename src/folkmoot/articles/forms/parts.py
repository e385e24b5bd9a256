"""Numbers, names and moments as they stand in a form."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

NUMBER = re.compile(r"[0-9]{1,9}")
LOCAL_MOMENT = "%Y-%m-%dT%H:%M"


def names_in(row: str) -> tuple[str, ...]:
    """Return the names in a row with commas, without blanks and empty ones."""
    return tuple(name.strip() for name in row.split(",") if name.strip())


def local_moment(at: datetime | None, time_zone: str) -> str:
    """Return a moment as the form's input shows it; empty for none."""
    return at.astimezone(ZoneInfo(time_zone)).strftime(LOCAL_MOMENT) if at else ""


def number_in(text: str) -> int | None:
    """Return the number that was typed, or None for what is none."""
    return int(text) if NUMBER.fullmatch(text.strip()) else None
