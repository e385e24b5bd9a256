"""How large a batch may be so that a reader who posts meanwhile hardly notices: readers wait for whole batches."""

from __future__ import annotations

TARGET_S = 0.1
START = 0.25
SMALLEST = 0.05
GROWTH = 1.5


class Pace:
    """Learns from how long batches took, on this machine and under its load of this moment.

    Attributes:
        share: of the largest batch, what the next one may hold; from 0.05 to 1.
    """

    def __init__(self) -> None:
        """Begin with small batches: nothing is known of the machine yet."""
        self.share = START

    def learn(self, seconds: float) -> None:
        """Take note of a batch that took `seconds`. One that was not full only makes the next ones grow more slowly."""
        fitting = self.share * TARGET_S / max(seconds, 0.001)
        self.share = min(max(fitting, SMALLEST), self.share * GROWTH, 1.0)
