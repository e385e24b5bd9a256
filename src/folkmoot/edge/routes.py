"""Which addresses are the same for every reader, and which of their spellings mean the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import parse_qsl, urlencode

MOST_FIELDS = 64
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Route:
    """A kind of page that everybody may be shown the same copy of.

    Attributes:
        path: the whole path.
        parameters: the query parameters that matter, in the order in which they are kept, each with the value that
            means the same as leaving it out ("" for none). Others are dropped before anybody sees them.
        stale_s: how old a copy may be that is shown while a new one is made, in seconds.
    """

    path: re.Pattern[str]
    parameters: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    stale_s: float = 1.0


class TooManyFieldsError(Exception):
    """The query has more fields than any page of ours knows."""


class Routes:
    """The declared table; the first route that matches counts."""

    def __init__(self, table: Sequence[Route]) -> None:
        """Keep the table."""
        self._table = tuple(table)

    def find(self, path: str) -> Route | None:
        """Return the route of a path, None where an answer depends on who asks."""
        return next((route for route in self._table if route.path.fullmatch(path)), None)


def normalise(query: bytes, route: Route) -> str:
    """Return the query as the page needs it: declared parameters only, once, in one order; empty ones left out.

    Raises:
        TooManyFieldsError: more than `MOST_FIELDS`.
    """
    if not query:
        return ""
    try:
        pairs = parse_qsl(query.decode("latin-1"), max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise TooManyFieldsError from error
    given = dict(pairs)  # of a parameter said twice the last counts, as for Django
    return urlencode(
        [(name, given[name]) for name, usual in route.parameters.items() if given.get(name, usual) != usual]
    )
