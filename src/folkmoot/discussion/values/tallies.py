"""What readers are told of votes: the numbers, or that they are not shown yet; and which votes they can cast."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from folkmoot.discussion.values.settings import SettingsView

BOTH, UP_ALONE, NONE = (1, -1), (1,), ()


@dataclass(frozen=True, slots=True)
class TallyView:
    """A tally as everybody may know it at one moment.

    Attributes:
        up, down: how many found the comment good, and not; None for both while they are hidden. Without downvotes
            `down` is 0, also where there were some before.
        choices: the votes that the page offers.
        hidden_s: while it is hidden, the age in seconds at which a comment's tally is first shown; else 0.
    """

    up: int | None
    down: int | None
    choices: tuple[int, ...] = BOTH
    hidden_s: int = 0


def tally_of(up: int, down: int, created_at: datetime, settings: SettingsView, *, now: datetime) -> TallyView:
    """Return what readers are told at `now` of a comment with these votes.

    Args:
        created_at: when the comment was written.
    """
    choices = choices_of(settings)
    if is_hidden(created_at, settings, now=now):
        return TallyView(None, None, choices, settings.tallies_after_s)
    return TallyView(up, down if settings.downvotes else 0, choices)


def is_hidden(created_at: datetime, settings: SettingsView, *, now: datetime) -> bool:
    """Return whether the tally of a comment that was written then is not shown yet."""
    return settings.tallies_after_s > 0 and now - created_at < timedelta(seconds=settings.tallies_after_s)


def choices_of(settings: SettingsView) -> tuple[int, ...]:
    """Return the votes that can be cast where discussions are held like this."""
    if settings.read_only:
        return NONE
    return BOTH if settings.downvotes else UP_ALONE
