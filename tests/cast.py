"""The people of the tests: plainly fictional, the same everywhere."""

from __future__ import annotations

from datetime import UTC, datetime

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ADA = "Ada Brückner"
BO = "Bo Lindqvist"
CLEM = "Clementine Okoro"
GUS = "Gus Halloran"
"""Has no account, and writes no articles."""
