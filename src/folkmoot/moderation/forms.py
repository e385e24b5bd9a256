"""What moderators type and choose, as it was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from folkmoot.discussion.values import GuestVotes, NamePolicy, SettingsView

PACES = (0, 30, 60, 300, 900, 3600)
FIRST_HOUR_S = 3600
NO_NUMBER = -1
Word = TypeVar("Word", bound=StrEnum)


def settings_in(fields: Mapping[str, str], kept: SettingsView) -> SettingsView:
    """Return how discussions shall be held; what a form says in a word that nobody knows stays as it is kept."""
    hidden = "hide_tallies" in fields
    slow_s = number_in(fields, "slow_s")
    return replace(
        kept,
        names=_word(NamePolicy, fields.get("names", ""), kept.names),
        guest_votes=_word(GuestVotes, fields.get("guest_votes", ""), kept.guest_votes),
        downvotes="downvotes" in fields,
        tallies_after_s=(kept.tallies_after_s or FIRST_HOUR_S) if hidden else 0,
        slow_s=kept.slow_s if slow_s is None else slow_s,
        close_after_days=number_in(fields, "close_after_days") or 0,
    )


def days_text(settings: SettingsView) -> str:
    """Return what stands in the field of the days after which discussions close; nothing for never."""
    return str(settings.close_after_days) if settings.close_after_days else ""


def number_in(fields: Mapping[str, str], name: str) -> int | None:
    """Return a whole number from a form, None for an empty field; -1, which no rule allows, for what is no number."""
    text = fields.get(name, "").strip()
    if not text:
        return None
    return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else NO_NUMBER


def _word(words: type[Word], said: str, kept: Word) -> Word:
    return words(said) if said in set(words) else kept
