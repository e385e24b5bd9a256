"""A publication's theme: a list of custom properties, and nothing else that CSS can do.

What is not on the list is refused with its name, so that a theme can neither hide a word nor fetch anything from
anywhere. `docs/operate/theme.md` says what each property is for; a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from folkmoot.pure.look.colour import read_colour
from folkmoot.pure.verdict import Denial, DeniedError
from folkmoot.pure.words import gettext_noop as _

Pair = tuple[str, str]
"""A colour by light and by dark."""

COLOURS: Mapping[str, Pair] = MappingProxyType(
    {
        "paper": ("#fbfaf7", "#16171a"),
        "ink": ("#1b1a17", "#e8e6e1"),
        "soft": ("#5f5b53", "#a5a199"),
        "line": ("#dcd8cf", "#33343a"),
        "wash": ("#f2efe8", "#1e2024"),
        "accent": ("#8a2b20", "#e2877b"),
        "good": ("#2f6b3c", "#7fbf8d"),
        "hold": ("#8a6100", "#d9ad4f"),
        "bad": ("#a1271b", "#ef8a7d"),
        "edge": ("#8b867b", "#73757d"),
        "field": ("#fffefc", "#111215"),
    }
)
"""Ours, as the stylesheet has them; a test compares. The accent has a field of its own and may not stand in a theme."""

FONTS = ("text", "face")
MEASURE_CH = range(50, 81)
MAX_CHARS = 4_000
PROPERTIES = (*(name for name in COLOURS if name != "accent"), *FONTS, "measure")

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"--([a-z-]{1,40})\s*:\s*(.{1,300})", re.DOTALL)
BY_SCHEME = re.compile(r"light-dark\(\s*(#\w+)\s*,\s*(#\w+)\s*\)")
FAMILY = re.compile(r"""[A-Za-z][A-Za-z0-9 -]{0,60}|"[A-Za-z][A-Za-z0-9 .'-]{0,60}"|-apple-system""")
MEASURE = re.compile(r"(\d{1,3})ch")


@dataclass(frozen=True, slots=True)
class Theme:
    """What a publication changes.

    Attributes:
        colours: name → the colour by light and by dark, as `#rrggbb`.
        plain: name → value as written into the stylesheet: fonts and the measure.
    """

    colours: Mapping[str, Pair] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)

    def written(self) -> str:
        """Return the theme as an owner would write it, one property a line."""
        colours = [
            f"--{name}: {light};" if light == dark else f"--{name}: light-dark({light}, {dark});"
            for name, (light, dark) in self.colours.items()
        ]
        return "\n".join([*colours, *(f"--{name}: {value};" for name, value in self.plain.items())])


def read_theme(text: str) -> Theme:
    """Return the theme that a text declares; comments and blank lines do not count, the last of two declarations does.

    Raises:
        DeniedError: `bad_theme`, with the words that were not understood.
    """
    if len(text) > MAX_CHARS:
        raise DeniedError(_denial(_("A theme may have at most %(limit)s characters."), limit=MAX_CHARS))
    colours: dict[str, Pair] = {}
    plain: dict[str, str] = {}
    for piece in COMMENT.sub("", text).split(";"):
        declared = " ".join(piece.split())
        if not declared:
            continue
        found = DECLARATION.fullmatch(declared)
        if found is None:
            raise DeniedError(_denial(_("“%(words)s” is not written like --paper: #ffffff;"), words=declared[:60]))
        name, value = found[1], found[2]
        if name == "accent":
            raise DeniedError(_denial(_("The accent colour has fields of its own; leave --accent out of the theme.")))
        if name not in PROPERTIES:
            raise DeniedError(_denial(_("--%(name)s is not a property that a theme may change."), name=name))
        if name in COLOURS:
            colours[name] = _colours(name, value)
        else:
            plain[name] = _font(name, value) if name in FONTS else _measure(value)
    return Theme(colours, plain)


def _colours(name: str, value: str) -> Pair:
    by_scheme = BY_SCHEME.fullmatch(value)
    light, dark = (by_scheme[1], by_scheme[2]) if by_scheme else (value, value)
    pair = read_colour(light), read_colour(dark)
    if pair[0] is None or pair[1] is None:
        sentence = _("--%(name)s needs a colour such as #fbfaf7, or light-dark(#fbfaf7, #16171a) for both schemes.")
        raise DeniedError(_denial(sentence, name=name))
    return pair[0], pair[1]


def _font(name: str, value: str) -> str:
    families = [family.strip() for family in value.split(",")]
    if not all(FAMILY.fullmatch(family) for family in families):
        sentence = _('--%(name)s needs names of fonts with commas between them, such as "Gill Sans", sans-serif.')
        raise DeniedError(_denial(sentence, name=name))
    return ", ".join(families)


def _measure(value: str) -> str:
    found = MEASURE.fullmatch(value)
    if found is None or int(found[1]) not in MEASURE_CH:
        sentence = _("--measure is the width of the text: from %(least)sch to %(most)sch.")
        raise DeniedError(_denial(sentence, least=MEASURE_CH[0], most=MEASURE_CH[-1]))
    return value


def _denial(sentence: str, **values: object) -> Denial:
    return Denial(code="bad_theme", sentence=sentence, field="theme", values=values)
