"""Shortcodes: `[name attr="x"]inner[/name]`, written by plugins that are not here.

Text in brackets that is no shortcode ("[sic]") stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass

TAG = re.compile(
    r"""(?<!\[)\[(?P<closing>/?)(?P<name>[A-Za-z][\w-]*+)(?P<attributes>(?:\s|=)(?:[^\[\]"']|"[^"]*"|'[^']*')*+)?\](?!\])"""
)
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
BARE_VALUE = re.compile(r"(?:^|\s)=?\s*(?:\"([^\"]+)\"|'([^']+)'|([^\s=\"']+))(?=\s|$)")
ADDRESS = re.compile(r"(?:^|\s)=?\s*[\"']?(https?://[^\s\"'<>\[\]]+)[\"']?")
MAX_DEPTH = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortcode:
    """One shortcode. `inner` is None where nothing closes it; `bare` is its first value without a name."""

    name: str
    attributes: Mapping[str, str]
    bare: str
    inner: str | None


Handler = Callable[[Shortcode], str]


class Expander:
    """Replaces shortcodes in a text.

    Args:
        known: by lower-case name, what gives the HTML instead; it gets `inner` as written.
        unknown: is told the name of every other one, whose inner text is kept.
        paired: of the known ones, those that mean nothing without a closing tag.
    """

    def __init__(
        self, known: Mapping[str, Handler], unknown: Callable[[str], None], *, paired: frozenset[str] = frozenset()
    ) -> None:
        """Keep all three."""
        self._paired = paired
        self._known = known
        self._unknown = unknown

    def expand(self, text: str, depth: int = 0) -> str:
        """Return the text with its shortcodes replaced, those inside others too."""
        if "[" not in text or depth > MAX_DEPTH:
            return text
        closers = _closers(text)
        parts = []
        at = 0
        while found := TAG.search(text, at):
            name = found["name"].lower()
            parts.append(text[at : found.start()])
            at = found.end()
            closer = None if found["closing"] else _next(closers.get(name, []), at)
            if not self._is_shortcode(found, name, closes=closer is not None, known_closer=name in closers):
                parts.append(found.group())
                continue
            if found["closing"]:
                continue
            inner = text[at : closer[0]] if closer else None
            at = closer[1] if closer else at
            parts.append(self._replace(name, found["attributes"] or "", inner, depth))
        parts.append(text[at:])
        return "".join(parts)

    def _is_shortcode(self, found: re.Match[str], name: str, *, closes: bool, known_closer: bool) -> bool:
        if name in self._paired:
            return closes
        if name in self._known or closes:
            return True
        if found["closing"]:
            return known_closer and ("-" in name or "_" in name)
        return "=" in (found["attributes"] or "") or "-" in name or "_" in name

    def _replace(self, name: str, attributes: str, inner: str | None, depth: int) -> str:
        handler = self._known.get(name)
        if handler is None:
            self._unknown(name)
            return self.expand(inner or "", depth + 1)
        address = ADDRESS.search(attributes)
        if address:
            attributes = attributes.replace(address.group(), " ")
        found = {
            match.group(1).lower(): next((value for value in match.groups()[1:] if value is not None), "")
            for match in ATTRIBUTE.finditer(attributes)
        }
        bare = BARE_VALUE.search(ATTRIBUTE.sub(" ", attributes))
        value = next((part for part in bare.groups() if part), "") if bare else ""
        value = address.group(1) if address else value
        return handler(Shortcode(name=name, attributes=found, bare=value, inner=inner))


CLOSER = re.compile(r"\[/([A-Za-z][\w-]*)\]")


def _closers(text: str) -> dict[str, list[tuple[int, int]]]:
    """Return (start, end) of the closing tags, in order, by name."""
    places: dict[str, list[tuple[int, int]]] = {}
    for found in CLOSER.finditer(text):
        places.setdefault(found.group(1).lower(), []).append(found.span())
    return places


def _next(places: list[tuple[int, int]], at: int) -> tuple[int, int] | None:
    """Return the first of `places` that does not begin before `at`."""
    following = bisect_left(places, (at, 0))
    return places[following] if following < len(places) else None
