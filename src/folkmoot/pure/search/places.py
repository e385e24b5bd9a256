"""The place of a text in the index: a number that grows with the time it was published, and is its own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ID_BITS = 30


def place_of(at: datetime, row_id: int) -> int:
    """Return the place of a row: seconds since 1970, then the last 30 bits of its id. It fits into 64 bits until 2242.

    Imported rows are older than their ids tell, so an index in the order of ids would not be one in the order of time.
    Two rows share a place only if they are of the same second and a multiple of 1,073,741,824 ids apart.
    """
    return ((at - EPOCH) // SECOND << ID_BITS) | (row_id & ((1 << ID_BITS) - 1))
