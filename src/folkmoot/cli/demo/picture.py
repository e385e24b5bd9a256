"""The demo's own picture: the old bridge at dusk, cut like a linoleum print. Drawn by this file, so it belongs to us."""

from __future__ import annotations

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
SCALE = 2  # drawn larger and shrunk, which smooths the edges
SUN_SPOT = (1160, 318)
WATER_Y = 600
ROAD_Y = 372
PIERS_X = (300, 680, 1060, 1440)
BANK_X = 420  # where the roofs of the west bank end
PIER_HALF = 46
LIT_HOUSES = 0.7
SUN_ON_WATER = 0.55
PAPER, INK, SUN, DUSK = "#f3ead9", "#22201d", "#b4462f", "#e3cfae"
Spot = tuple[float, float]


def draw_bridge() -> bytes:
    """Return the picture as PNG, 1600 × 900 pixels; the same bytes every time with one version of Pillow."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
    pen = _Pen(ImageDraw.Draw(image), Random(1783))  # noqa: S311 -- a drawing, the same every time
    pen.sky()
    pen.town()
    pen.bridge()
    pen.crack()
    pen.lantern()
    pen.water()
    file = BytesIO()
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).save(file, "PNG", optimize=True)
    return file.getvalue()


class _Pen:
    """Cuts one part after the other, far things first. Lengths are pixels of the finished picture."""

    def __init__(self, draw: ImageDraw.ImageDraw, dice: Random) -> None:
        self.draw = draw
        self.dice = dice

    def sky(self) -> None:
        """A low sun behind long strokes of cloud."""
        self._round(SUN_SPOT, 128, SUN)
        for y in range(36, WATER_Y, 17):
            x = -self.dice.randint(0, 200)
            while x < WIDTH:
                length = self.dice.randint(90, 420)
                self._line([(x, y), (x + length, y)], DUSK, 3 if y < ROAD_Y else 2)
                x += length + self.dice.randint(30, 260)

    def town(self) -> None:
        """Roofs on the west bank, and the church whose clock the town goes by."""
        x = -20
        while x < BANK_X:
            width, top = self.dice.randint(48, 80), ROAD_Y - self.dice.randint(54, 92)
            self._shape([(x, ROAD_Y), (x, top), (x + width / 2, top - 30), (x + width, top), (x + width, ROAD_Y)], INK)
            if self.dice.random() < LIT_HOUSES:
                self._box(x + width / 2 - 6, top + 8, 12, 15, PAPER)
            x += width + self.dice.choice((-3, -3, 12))
        self._shape([(178, ROAD_Y), (178, 236), (206, 108), (234, 236), (234, ROAD_Y)], INK)
        self._round((206, 258), 13, PAPER)

    def bridge(self) -> None:
        """Four piers, arches between them, stones scratched into the dark."""
        self._box(0, ROAD_Y, WIDTH, WATER_Y - ROAD_Y, INK)
        for left, right in zip((-80, *PIERS_X), (*PIERS_X, WIDTH + 220), strict=True):
            self._arch(left + PIER_HALF, right - PIER_HALF)
        for x in PIERS_X:
            self._shape(
                [(x - 62, WATER_Y + 40), (x - 46, WATER_Y - 60), (x + 46, WATER_Y - 60), (x + 62, WATER_Y + 40)], INK
            )
        self._box(0, ROAD_Y - 26, WIDTH, 14, INK)
        for x in range(0, WIDTH, 26):
            self._box(x, ROAD_Y - 16, 9, 18, INK)
        for _ in range(260):
            x, y = self.dice.choice(PIERS_X) + self.dice.randint(-44, 34), self.dice.randint(ROAD_Y + 16, WATER_Y + 10)
            self._line([(x, y), (x + self.dice.randint(6, 17), y)], PAPER, 1.4)

    def crack(self) -> None:
        """What the engineers found under the third pier."""
        x, y = PIERS_X[2] - 8.0, ROAD_Y + 40.0
        spots = [(x, y)]
        while y < WATER_Y + 22:
            x, y = x + self.dice.uniform(-15, 16), y + self.dice.uniform(12, 24)
            spots.append((x, y))
        self._line(spots, PAPER, 4.5)

    def lantern(self) -> None:
        """The newspaper's name stands on the parapet."""
        self._line([(690, ROAD_Y - 24), (690, ROAD_Y - 142)], INK, 7)
        self._shape([(668, 230), (712, 230), (704, 186), (676, 186)], INK)
        self._shape([(677, 224), (703, 224), (698, 193), (682, 193)], SUN)
        self._shape([(670, 186), (710, 186), (690, 164)], INK)

    def water(self) -> None:
        """Strokes that lengthen as they come nearer; the sun lies in the middle of them."""
        y = float(WATER_Y + 30)
        while y < HEIGHT:
            near = (y - WATER_Y) / (HEIGHT - WATER_Y)
            x = -self.dice.uniform(0, 120)
            while x < WIDTH:
                length = self.dice.uniform(30, 70 + 190 * near)
                in_sun = abs(x + length / 2 - SUN_SPOT[0]) < 70 + 90 * near and self.dice.random() < SUN_ON_WATER
                self._line([(x, y), (x + length, y)], SUN if in_sun else INK, 2 + 5 * near)
                x += length + self.dice.uniform(14, 60 + 60 * near)
            y += 9 + 13 * near

    def _arch(self, left: float, right: float) -> None:
        """Cut an opening out of the dark, and put sky strokes into it again."""
        top = ROAD_Y + 44
        self.draw.ellipse(_scaled([(left, top), (right, 2 * WATER_Y - top)]), fill=PAPER)
        for y in range(top + 24, WATER_Y, 17):
            inset = (right - left) / 2 * (1 - (1 - ((WATER_Y - y) / (WATER_Y - top)) ** 2) ** 0.5) + 14
            self._line([(left + inset, y), (left + inset + (right - left - 2 * inset) * 0.7, y)], DUSK, 2)
        self._box(left - 20, WATER_Y, right - left + 40, WATER_Y - top, PAPER)

    def _line(self, spots: list[Spot], colour: str, width: float) -> None:
        self.draw.line(_scaled(spots), fill=colour, width=round(width * SCALE), joint="curve")

    def _shape(self, spots: list[Spot], colour: str) -> None:
        self.draw.polygon(_scaled(spots), fill=colour)

    def _box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self.draw.rectangle(_scaled([(x, y), (x + width, y + height)]), fill=colour)

    def _round(self, centre: Spot, radius: float, colour: str) -> None:
        x, y = centre
        self.draw.ellipse(_scaled([(x - radius, y - radius), (x + radius, y + radius)]), fill=colour)


def _scaled(spots: list[Spot]) -> list[Spot]:
    return [(x * SCALE, y * SCALE) for x, y in spots]
