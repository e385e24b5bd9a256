"""The longest part of a row of numbers that rises: what kept its order when the rest was moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the longest rising part of `numbers`, which are all different (patience sorting, O(n log n))."""
    tops: list[int] = []
    under: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        under[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    rising: list[int] = []
    number_below = tops[-1] if tops else None
    while number_below is not None:
        rising.append(number_below)
        number_below = under[number_below]
    return rising[::-1]
