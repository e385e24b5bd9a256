"""CPU of a page against the length of its thread, as an SVG that reads well on light and on dark paper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 470
LEFT, RIGHT, TOP, BOTTOM = 74, 166, 92, 58
LABEL_GAP = 17
STYLE = """
  .paper { fill: #fbfaf7 } .line { stroke: #dcd8cf } .base { stroke: #5f5b53 }
  text { font: 13px system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; fill: #5f5b53;
         font-variant-numeric: tabular-nums lining-nums }
  .title { font: 21px Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; fill: #1b1a17 }
  .name { font-weight: 600 }
  path { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round }
  .accent path { stroke: #8a2b20 } .accent circle { fill: #8a2b20 } .accent text { fill: #8a2b20 }
  .ink path { stroke: #1b1a17 } .ink circle { fill: #1b1a17 } .ink text { fill: #1b1a17 }
  .soft path { stroke: #5f5b53 } .soft circle { fill: #5f5b53 }
  .dashed path { stroke-dasharray: 2 6 } .dashes path { stroke-dasharray: 9 5 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #16171a } .line { stroke: #33343a } .base { stroke: #a5a199 } text { fill: #a5a199 }
    .title { fill: #e8e6e1 }
    .accent path { stroke: #e2877b } .accent circle { fill: #e2877b } .accent text { fill: #e2877b }
    .ink path { stroke: #e8e6e1 } .ink circle { fill: #e8e6e1 } .ink text { fill: #e8e6e1 }
    .soft path { stroke: #a5a199 } .soft circle { fill: #a5a199 }
  }
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One server's points: (comments in the thread, CPU ms of a page), in order, and how they are drawn.

    Attributes:
        look: classes of the style above.
        note: what stands under the name.
    """

    name: str
    note: str
    look: str
    points: Sequence[tuple[float, float]]


def draw(lines: Sequence[Line], *, title: str, about: str) -> str:
    """Return the SVG; both axes are logarithmic, one step for each power of ten."""
    scale = _Scale([point for line in lines for point in line.points])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(title)}</title>',
        f'<desc id="d">{escape(_in_words(lines))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
        f'<text class="title" x="24" y="38">{escape(title)}</text>',
        f'<text x="24" y="61">{escape(about)}</text>',
        *_grid(scale),
    ]
    parts += [_curve(scale, line) for line in lines]
    parts += _names(scale, lines)
    return "\n".join([*parts, "</svg>", ""])


class _Scale:
    """Where a point lies on the paper."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        sizes, costs = zip(*points, strict=True)
        self.sizes = range(math.floor(math.log10(min(sizes))), math.ceil(math.log10(max(sizes))) + 1)
        self.costs = range(math.floor(math.log10(min(costs))), math.ceil(math.log10(max(costs))) + 1)

    def x(self, size: float) -> float:
        share = (math.log10(size) - self.sizes[0]) / (self.sizes[-1] - self.sizes[0])
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, cost: float) -> float:
        share = (math.log10(cost) - self.costs[0]) / (self.costs[-1] - self.costs[0])
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _grid(scale: _Scale) -> list[str]:
    parts = []
    for power in scale.costs:
        y = scale.y(10.0**power)
        look = "base" if power == scale.costs[0] else "line"
        parts.append(f'<line class="{look}" x1="{LEFT}" x2="{WIDTH - RIGHT + 6}" y1="{y}" y2="{y}"/>')
        parts.append(f'<text x="{LEFT - 10}" y="{y + 4.5}" text-anchor="end">{_duration(10.0**power)}</text>')
    for power in scale.sizes:
        x = scale.x(10.0**power)
        parts.append(f'<text x="{x}" y="{HEIGHT - BOTTOM + 21}" text-anchor="middle">{10**power:,}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{HEIGHT - 14}" text-anchor="middle">comments in the thread</text>')
    return parts


def _duration(ms: float) -> str:
    """Return milliseconds in the unit that needs no zeros."""
    if ms >= 1000:
        return f"{ms / 1000:g} s"
    return f"{ms:g} ms" if ms >= 1 else f"{ms * 1000:g} µs"


def _curve(scale: _Scale, line: Line) -> str:
    places = [(scale.x(size), scale.y(cost)) for size, cost in line.points]
    route = "M" + " L".join(f"{x} {y}" for x, y in places)
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="3.5"/>' for x, y in places)
    return f'<g class="{line.look}"><path d="{route}"/>{dots}</g>'


def _names(scale: _Scale, lines: Sequence[Line]) -> list[str]:
    """Return each line's name and note at its end, as near to it as they find room."""
    ordered = sorted(lines, key=lambda line: scale.y(line.points[-1][1]))
    places = _spread([scale.y(line.points[-1][1]) for line in ordered])
    parts = []
    for line, y in zip(ordered, places, strict=True):
        x = scale.x(line.points[-1][0]) + 12
        name = f'<text class="name" x="{x}" y="{y + 4.5:.1f}">{escape(line.name)}</text>'
        note = f'<text x="{x}" y="{y + 4.5 + LABEL_GAP:.1f}">{escape(line.note)}</text>'
        parts.append(f'<g class="{line.look}">{name}{note}</g>')
    return parts


def _spread(wanted: Sequence[float]) -> list[float]:
    """Return heights as near to the wanted ones (in order) as names and notes above the axis allow."""
    places = []
    lowest = HEIGHT - BOTTOM - LABEL_GAP - 10.0
    for y in reversed(wanted):
        places.append(min(y, lowest))
        lowest = places[-1] - LABEL_GAP * 2 - 6
    return places[::-1]


def _in_words(lines: Sequence[Line]) -> str:
    return " ".join(
        f"{line.name}: " + ", ".join(f"{cost:.3g} ms at {size:,.0f}" for size, cost in line.points) + "."
        for line in lines
    )
