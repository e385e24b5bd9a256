"""How far a long command has come: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from typing import TextIO

BAR_CHARS = 30
PERCENT = 100
"""The total of work that knows its share only."""
QUIET_S = 5
"""Away from a terminal a line comes at most this often, so that short work says nothing."""


class Progress:
    """Shows passes over something of `total` units.

    Args:
        stream: where to write, or None.
        total: of each pass, at least 1.
    """

    def __init__(self, stream: TextIO | None, total: int) -> None:
        """Write nothing yet."""
        self._stream = stream
        self._total = max(total, 1)
        self._is_terminal = stream is not None and stream.isatty()
        self._shown = ("", -1)
        self._said_at = time.monotonic()

    def show(self, name: str, done: int) -> None:
        """Show that the pass `name` has come to `done`; writes only when something changes to the eye."""
        percent = min(100, 100 * done // self._total)
        if self._stream is None or self._shown == (name, percent):
            return
        if not self._is_terminal and time.monotonic() - self._said_at < QUIET_S:
            return
        self._said_at = time.monotonic()
        self._shown = (name, percent)
        if self._is_terminal:
            filled = "█" * (BAR_CHARS * percent // 100)
            self._stream.write(f"\r{name:<10} {filled:·<{BAR_CHARS}} {percent:3} %")
        else:
            self._stream.write(f"{name} {percent} %\n")
        self._stream.flush()

    def show_share(self, name: str, share: float) -> None:
        """Show that the pass `name` has come to `share`, from 0 to 1."""
        self.show(name, int(share * self._total))

    def end(self) -> None:
        """Leave the bar's line."""
        if self._stream is not None and self._is_terminal and self._shown[0]:
            self._stream.write("\n")
