"""Who may vote on what."""

from __future__ import annotations

from folkmoot.discussion.policy.speaking import read_only
from folkmoot.discussion.values import ACCOUNT_WEIGHT, GUEST_WEIGHT, CommentState, GuestVotes, SettingsView
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _


def not_votable(*, own: bool, state: CommentState) -> Denial | None:
    """Refuse a vote on what is not shown, or on one's own words."""
    if state is not CommentState.PUBLISHED:
        return Denial(code="not_votable", sentence=_("Only a comment that is shown can be voted on."))
    if own:
        return Denial(code="own_comment", sentence=_("Nobody votes on their own comment."))
    return None


def unfit_vote(value: int) -> Denial | None:
    """Refuse anything but −1, 0 and 1."""
    if value in (-1, 0, 1):
        return None
    return Denial(code="bad_vote", sentence=_("A vote is -1, 0 or 1."), field="value")


def not_taken(value: int, settings: SettingsView, *, is_guest: bool) -> Denial | None:
    """Refuse a vote that this publication does not take. Taking one's vote back is always possible, but for read-only.

    Args:
        is_guest: whoever votes has no account.
    """
    if settings.read_only:
        return read_only(settings)
    if value == -1 and not settings.downvotes:
        return Denial(
            code="no_downvotes", sentence=_("Here a comment can be found good, or left alone."), field="value"
        )
    if value != 0 and is_guest and settings.guest_votes is GuestVotes.NONE:
        return Denial(code="guests_do_not_vote", sentence=_("Here only readers with an account vote."))
    return None


def weight_of(settings: SettingsView, *, is_guest: bool) -> int:
    """Return how far a vote that is cast now moves the order."""
    lower = settings.guest_votes is GuestVotes.LOWER
    return ACCOUNT_WEIGHT if lower and not is_guest else GUEST_WEIGHT
