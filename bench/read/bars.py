"""What must be reached, and whether it was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure against its limit; smaller is better."""

    name: str
    value: float
    limit: float
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure is within the limit."""
        return self.value <= self.limit


def print_bars(bars: list[Bar]) -> None:
    """Print each figure, its bar, and whether it is met."""
    if not bars:
        return
    width = max(len(bar.name) for bar in bars)
    print(f"\n{'':{width}} {'measured':>10} {'at most':>10}")
    for bar in bars:
        unit = f" {bar.unit}" if bar.unit else ""
        verdict = "met" if bar.met else "MISSED"
        print(f"{bar.name:{width}} {bar.value:10.2f} {bar.limit:10.2f}{unit:4} {verdict}")
