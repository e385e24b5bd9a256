"""Colours as `#rrggbb`, and whether words in one of them can be read on another.

Relative luminance and contrast ratio are those of WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio; the limits are success criteria 1.4.3 (AA, words) and 1.4.11 (edges).
"""

from __future__ import annotations

import colorsys
import math
import re
from collections.abc import Collection

HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
SHORT = 3
CHANNEL_MAX = 255
WORDS_RATIO = 4.5
EDGE_RATIO = 3.0
LINEAR_BELOW = 0.04045


def read_colour(text: str) -> str | None:
    """Return the colour as `#rrggbb` in lower case, from three digits or six; None if it is not written like that."""
    found = HEX.fullmatch(text.strip())
    if found is None:
        return None
    digits = found[1].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == SHORT else digits)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 for black and 1 for white."""
    red, green, blue = (
        value / 12.92 if value <= LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 (the same) to 21 (black and white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def worst_contrast(colour: str, grounds: Collection[str]) -> float:
    """Return the contrast ratio of a colour with the ground it is worst on."""
    return min(contrast(colour, ground) for ground in grounds)


def nearest_readable(colour: str, grounds: Collection[str], *, ratio: float = WORDS_RATIO) -> str:
    """Return the colour of the same hue, lightened or darkened no more than it takes to stand out from every ground.

    Black or white, whichever stands out more, where no lightness of the hue does.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    steps = (lightness + sign * step / CHANNEL_MAX for step in range(CHANNEL_MAX + 1) for sign in (-1, 1))
    tried = (_hex(colorsys.hls_to_rgb(hue, at, saturation)) for at in steps if 0 <= at <= 1)
    found = next((candidate for candidate in tried if worst_contrast(candidate, grounds) >= ratio), None)
    return found or max(("#000000", "#ffffff"), key=lambda end: worst_contrast(end, grounds))


def ratio_to_show(ratio: float) -> float:
    """Return a ratio with two decimals, never rounded up: what fails at 4.5 must not read 4.5."""
    return math.floor(ratio * 100) / 100


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / CHANNEL_MAX for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(value * CHANNEL_MAX):02x}" for value in channels)
