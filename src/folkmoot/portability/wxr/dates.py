"""Times of an export: UTC where it says so, else local with the site's usual offset."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

WRITTEN = re.compile(r"(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?")
LARGEST_OFFSET = timedelta(hours=14)


def read_time(text: str) -> datetime | None:
    """Return the time as UTC, or None for zeros, nonsense and nothing."""
    found = WRITTEN.match(text.strip())
    if found is None:
        return None
    try:
        return datetime(*(int(part or 0) for part in found.groups()), tzinfo=UTC)  # type: ignore[misc,arg-type] # six numbers
    except ValueError:
        return None


class Clock:
    """How far the site's local time is from UTC, learnt from items that carry both."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._offsets: Counter[timedelta] = Counter()

    def learn(self, local: str, gmt: str) -> None:
        """Look at one pair; pairs that cannot be an offset are not believed."""
        here, there = read_time(local), read_time(gmt)
        if here is not None and there is not None and abs(here - there) <= LARGEST_OFFSET:
            self._offsets[here - there] += 1

    def time_of(self, *, gmt: str, local: str) -> datetime | None:
        """Return the moment, from `gmt` if it has one, else from `local` less the commonest offset."""
        exact = read_time(gmt)
        if exact is not None:
            return exact
        here = read_time(local)
        if here is None:
            return None
        offset = self._offsets.most_common(1)[0][0] if self._offsets else timedelta(0)
        return here - offset
