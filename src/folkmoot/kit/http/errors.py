"""What a door may raise when the request itself has come to the wrong place."""

from __future__ import annotations


class MisdirectedError(Exception):
    """No publication answers at this host; becomes 421 Misdirected Request."""
