"""How far a long command has come: a bar on a terminal, plain lines elsewhere. On stderr, so that stdout stays clean."""

from __future__ import annotations

from typing import TextIO

BAR_CHARS = 30


class Progress:
    """Shows passes over something of `total` units.

    Args:
        stream: where to write.
        total: of each pass, at least 1.
    """

    def __init__(self, stream: TextIO, total: int) -> None:
        """Write nothing yet."""
        self._stream = stream
        self._total = max(total, 1)
        self._is_terminal = stream.isatty()
        self._shown = ("", -1)

    def show(self, name: str, done: int) -> None:
        """Show that the pass `name` has come to `done`; writes only when something changes to the eye."""
        percent = min(100, 100 * done // self._total)
        if not self._is_terminal:
            percent -= percent % 25
        if self._shown == (name, percent):
            return
        self._shown = (name, percent)
        if self._is_terminal:
            filled = "█" * (BAR_CHARS * percent // 100)
            self._stream.write(f"\r{name:<10} {filled:·<{BAR_CHARS}} {percent:3} %")
        else:
            self._stream.write(f"{name} {percent} %\n")
        self._stream.flush()

    def end(self) -> None:
        """Leave the bar's line."""
        if self._is_terminal and self._shown[0]:
            self._stream.write("\n")
