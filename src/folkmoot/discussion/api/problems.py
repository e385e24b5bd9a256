"""Which refusals an operation may answer with, for its description."""

from __future__ import annotations

from folkmoot.discussion.api.schemas import Problem


def refusals(*statuses: int) -> dict[int, type[Problem]]:
    """Return status → problem document, for an operation's `response`; 421 and 503 may come from any."""
    return dict.fromkeys((*statuses, 421, 503), Problem)
