"""Whom a text speaks to: `@Name` becomes a link to that person's words. Done to clean HTML, after the sanitiser.

Names have blanks and signs, so a text alone does not say where one ends. It offers what could be a name; whoever knows
the names there are says which of these is one, and the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import islice

from folkmoot.kit.text.tags import CODE_TAGS, pieces_of

NAME_MAX_CHARS = 80
"""As long as a name can be here, imported ones included."""
BLANKS_MAX = 5
MENTIONS_MAX = 10
CANDIDATES_MAX = 100
"""So much is asked about one text; what it says to more people stays text."""

UNTOUCHED_IN = CODE_TAGS | {"a"}
# Not in e-mail addresses, web addresses and names of other networks (`@name@server`).
BEFORE = r"(?<![\w@./+\-=#$%^~|])"
BEHIND = r"(?![\w@]|[.\-]\w)"
SIGN = re.compile(BEFORE + "@(?=[^\\s@])")
BOUNDARY = re.compile(rf"(?<=\S){BEHIND}")


def candidates_in(source: str) -> tuple[str, ...]:
    """Return what could be names behind an `@` in a source, each once: a hundred at most."""
    if "@" not in source:
        return ()
    found = (name for match in islice(SIGN.finditer(source), MENTIONS_MAX) for name in _begun_at(source, match.end()))
    return tuple(islice(dict.fromkeys(found), CANDIDATES_MAX))


def with_mentions(html: str, places: Mapping[str, str]) -> str:
    """Return clean HTML in which each `@Name` leads to its place, except in code and links.

    Args:
        places: name → our own address.
    """
    if not places:
        return html
    by_written = {escape(name, quote=False): place for name, place in places.items()}
    longest_first = sorted(by_written, key=len, reverse=True)
    pattern = re.compile(f"{BEFORE}@({'|'.join(map(re.escape, longest_first))}){BEHIND}")

    def linked(match: re.Match[str]) -> str:
        return f'<a class="mention" href="{by_written[match.group(1)]}">{match.group()}</a>'

    return "".join(
        piece if piece.startswith("<") or not UNTOUCHED_IN.isdisjoint(inside) else pattern.sub(linked, piece)
        for piece, inside in pieces_of(html)
    )


def with_absolute_mentions(html: str, base_url: str) -> str:
    """Return the same where mentions lead to the newspaper from anywhere. No other link in a comment begins with `/`."""
    return html.replace('<a class="mention" href="/', f'<a class="mention" href="{base_url}/')


def _begun_at(source: str, start: int) -> Iterator[str]:
    """Yield what stands behind an `@`, from its first letter to each place where a name could end."""
    line = re.split("[\n@]", source[start : start + NAME_MAX_CHARS], maxsplit=1)[0]
    for match in BOUNDARY.finditer(line):
        name = line[: match.start()]
        if name.count(" ") > BLANKS_MAX:
            return
        yield name
