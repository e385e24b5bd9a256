"""How far a backup has come."""

from __future__ import annotations

from collections.abc import Callable

Show = Callable[[str, float], None]
"""Hears which pass is under way, and how far it has come from 0 to 1. It may raise, and that ends the work."""


def silent(_name: str, _share: float) -> None:
    """Say nothing."""


class Pass:
    """Adds the bytes of one pass up to a share of its total."""

    def __init__(self, show: Show, name: str, total_bytes: int) -> None:
        """Show that the pass begins."""
        self._show = show
        self._name = name
        self._total_bytes = max(total_bytes, 1)
        self._done_bytes = 0
        show(name, 0)

    def add(self, size_bytes: int) -> None:
        """Show that so many bytes more are done."""
        self._done_bytes += size_bytes
        self._show(self._name, min(1.0, self._done_bytes / self._total_bytes))
