"""One row of the table of doors."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.authorisation.people import Answers, everyone

GET, POST = "GET", "POST"


@dataclass(frozen=True, slots=True)
class Row:
    """One door.

    Attributes:
        thing: what varies in its address; empty for an address that never does.
        answers: state of the thing → person → status. The state of nothing is "".
        form: what is sent, or `json` to the API.
        query: what the address needs behind its `?`; the thing may stand in it.
    """

    method: str
    route: str
    thing: str = ""
    answers: dict[str, Answers] = field(default_factory=dict)
    form: dict[str, str] = field(default_factory=dict)
    json: dict[str, object] | None = None
    query: str = ""

    @property
    def address(self) -> str:
        """Return the route with its query."""
        return f"{self.route}?{self.query}" if self.query else self.route


def read_only(*routes: str) -> list[Row]:
    """Return rows that refuse to be posted to, whoever asks."""
    return [Row(POST, route, "nothing", {"here": everyone(405)}) for route in routes]
