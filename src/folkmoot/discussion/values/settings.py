"""How a publication wants its discussions held, as everybody may know."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot.discussion.values.kinds import GuestVotes, NamePolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsView:
    """See `models.DiscussionSettings`, whose columns these are."""

    names: NamePolicy = NamePolicy.OPTIONAL
    guest_votes: GuestVotes = GuestVotes.FULL
    downvotes: bool = True
    tallies_after_s: int = 0
    slow_s: int = 0
    close_after_days: int = 0
    read_only: bool = False


DEFAULT_SETTINGS = SettingsView()
