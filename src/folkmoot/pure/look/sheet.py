"""The stylesheet of one publication, and the check that everything in it can be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from folkmoot.pure.look.colour import (
    EDGE_RATIO,
    WORDS_RATIO,
    nearest_readable,
    ratio_to_show,
    read_colour,
    worst_contrast,
)
from folkmoot.pure.look.theme import COLOURS, Pair, Theme
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _

DIGEST_BYTES = 8
SCHEMES = ("light", "dark")
INKS = ("ink", "soft", "good", "hold", "bad")
GROUNDS = ("paper", "wash", "field")
EDGED = ("paper", "field")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours and fonts of a publication. An accent is `#rrggbb`, or empty for ours."""

    accent_light: str = ""
    accent_dark: str = ""
    theme: Theme = field(default_factory=Theme)

    def colours(self) -> Mapping[str, Pair]:
        """Return every colour as it will be: ours, where the publication has none of its own."""
        ours_light, ours_dark = COLOURS["accent"]
        accent = self.accent_light or ours_light, self.accent_dark or ours_dark
        return {**COLOURS, **self.theme.colours, "accent": accent}


def bad_colour(name: str, text: str) -> Denial | None:
    """Refuse an accent that is not written as a colour; empty means ours."""
    if not text or read_colour(text):
        return None
    return Denial(code="bad_colour", sentence=_("A colour is written like #8a2b20."), field=name)


def unreadable(look: Look) -> Denial | None:
    """Refuse a look in which words cannot be read or the edges of fields cannot be seen (WCAG 2.2 AA)."""
    colours = look.colours()
    for at, scheme in enumerate(SCHEMES):
        grounds = [colours[name][at] for name in GROUNDS]
        for name in INKS:
            if (denial := _pale(name, colours[name][at], grounds, WORDS_RATIO)) is not None:
                return denial
        if (
            denial := _pale("edge", colours["edge"][at], [colours[name][at] for name in EDGED], EDGE_RATIO)
        ) is not None:
            return denial
        if (denial := _pale_accent(scheme, colours["accent"][at], grounds)) is not None:
            return denial
    return None


def nearest_accent(look: Look, scheme: str) -> str:
    """Return the accent of that scheme, or the nearest colour of its hue that can be read on this look's paper."""
    at, colours = SCHEMES.index(scheme), look.colours()
    return nearest_readable(colours["accent"][at], [colours[name][at] for name in GROUNDS])


def stylesheet(look: Look) -> str:
    """Return the publication's own stylesheet; empty where everything is ours. It stands in no layer, so it wins over them."""
    ours = COLOURS["accent"]
    own = dict(look.theme.colours)
    if look.accent_light or look.accent_dark:
        own["accent"] = look.accent_light or ours[0], look.accent_dark or ours[1]
    if not own and not look.theme.plain:
        return ""
    light = [f"  --{name}: {pair[0]};" for name, pair in own.items()]
    light += [f"  --{name}: {value};" for name, value in look.theme.plain.items()]
    sheet = [":root {", *light, "}"]
    if own:
        both = [f"    --{name}: light-dark({pair[0]}, {pair[1]});" for name, pair in own.items()]
        sheet += ["@supports (color: light-dark(#000, #fff)) {", "  :root {", *both, "  }", "}"]
    return "\n".join([*sheet, ""])


def digest_of(sheet: str) -> str:
    """Return the part of a stylesheet's address that changes with it."""
    return blake2b(sheet.encode(), digest_size=DIGEST_BYTES).hexdigest()


def _pale(name: str, colour: str, grounds: list[str], least: float) -> Denial | None:
    ratio = worst_contrast(colour, grounds)
    if ratio >= least:
        return None
    values = {
        "name": name,
        "colour": colour,
        "ratio": ratio_to_show(ratio),
        "least": least,
        "nearest": nearest_readable(colour, grounds, ratio=least),
    }
    sentence = _(
        "--%(name)s %(colour)s has a contrast of %(ratio)s : 1 with this paper, and needs %(least)s : 1. "
        "The nearest that passes is %(nearest)s."
    )
    return Denial(code="low_contrast", sentence=sentence, field="theme", values=values)


def _pale_accent(scheme: str, colour: str, grounds: list[str]) -> Denial | None:
    ratio = worst_contrast(colour, grounds)
    if ratio >= WORDS_RATIO:
        return None
    sentence = (
        _(
            "On light paper this colour has a contrast of %(ratio)s : 1, and words need %(least)s : 1. "
            "The nearest that passes is %(nearest)s."
        )
        if scheme == "light"
        else _(
            "On dark paper this colour has a contrast of %(ratio)s : 1, and words need %(least)s : 1. "
            "The nearest that passes is %(nearest)s."
        )
    )
    values = {
        "ratio": ratio_to_show(ratio),
        "least": WORDS_RATIO,
        "nearest": nearest_readable(colour, grounds),
    }
    return Denial(code="low_contrast", sentence=sentence, field=f"accent_{scheme}", values=values)
