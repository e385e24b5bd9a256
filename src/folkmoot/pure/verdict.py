"""How a policy says no.

A policy is a pure function that returns a `Denial` or `None`; a command calls
`require` on it. The code of a denial is permanent: programs outside rely on it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Why something is refused.

    Attributes:
        code: permanent snake_case name of the rule, for programs.
        sentence: the same for people: what is wrong and what to do.
        field: the input it is about, or None.
        retry_after_s: seconds until it may be tried again, or None.
    """

    code: str
    sentence: str
    field: str | None = None
    retry_after_s: int | None = None


class DeniedError(Exception):
    """A rule refused an act; nothing was written."""

    def __init__(self, denial: Denial) -> None:
        """Carry the denial to whoever answers the reader."""
        super().__init__(denial.sentence)
        self.denial = denial


def require(denial: Denial | None) -> None:
    """Raise `DeniedError` when a policy returned a denial; otherwise do nothing."""
    if denial is not None:
        raise DeniedError(denial)
