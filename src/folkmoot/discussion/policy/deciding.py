"""Who may decide over comments, and over which."""

from __future__ import annotations

from folkmoot.discussion.policy.seeing import MODERATORS
from folkmoot.discussion.values import CommentState
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.values import Role


def not_a_moderator(roles: frozenset[Role]) -> Denial | None:
    """Refuse whoever may not decide over comments: owners, editors and moderators may."""
    if MODERATORS & roles:
        return None
    return Denial(code="not_allowed", sentence=_("Only owners, editors and moderators may decide over comments."))


def not_held(state: CommentState) -> Denial | None:
    """Refuse to release what does not wait: somebody else may have decided meanwhile."""
    if state is CommentState.HELD:
        return None
    return Denial(code="already_decided", sentence=_("This comment no longer waits; someone has decided already."))


def not_removable(state: CommentState) -> Denial | None:
    """Refuse to remove what is already gone."""
    if state in (CommentState.PUBLISHED, CommentState.HELD):
        return None
    return Denial(code="already_decided", sentence=_("This comment has already been removed or withdrawn."))
