"""How a policy says no.

A policy is a pure function that returns a `Denial` or `None`; a command calls
`require` on it. The code of a denial is permanent: programs outside rely on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as field_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Why something is refused.

    Attributes:
        code: permanent snake_case name of the rule, for programs.
        sentence: the same for people, in English: what is wrong and what to do. Others translate it, so what differs
            from case to case stands in it as `%(name)s`, and in `values`.
        field: the input it is about, or None.
        retry_after_s: seconds until it may be tried again, or None.
        values: what the sentence's names stand for.
        plural: the sentence for any number but one, where that matters; the number is the value `n`.
    """

    code: str
    sentence: str
    field: str | None = None
    retry_after_s: int | None = None
    values: Mapping[str, object] = field_of(default_factory=dict)
    plural: str = ""

    @property
    def said(self) -> str:
        """Return the whole sentence in English, for logs and terminals."""
        words = self.plural if self.plural and self.values.get("n") != 1 else self.sentence
        return words % self.values if self.values else words


class DeniedError(Exception):
    """A rule refused an act; nothing was written."""

    def __init__(self, denial: Denial) -> None:
        """Carry the denial to whoever answers the reader."""
        super().__init__(denial.said)
        self.denial = denial


def require(denial: Denial | None) -> None:
    """Raise `DeniedError` when a policy returned a denial; otherwise do nothing."""
    if denial is not None:
        raise DeniedError(denial)
