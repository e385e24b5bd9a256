"""Who finds what."""

from __future__ import annotations

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.values import Role

MODERATORS = frozenset({Role.OWNER, Role.EDITOR, Role.MODERATOR})


def unknown_thread() -> Denial:
    """Refuse a thread that is not there, or is another publication's."""
    return Denial(code="unknown_thread", sentence=_("There is no such discussion here."))


def unknown_comment() -> Denial:
    """Refuse a comment that is not there, is another publication's, or is not shown to whoever asks."""
    return Denial(code="unknown_comment", sentence=_("There is no such comment here."))


def unseen(*, own: bool, listed: bool, roles: frozenset[Role]) -> Denial | None:
    """Refuse what waits to everybody but its author and moderators, in the words for what is not there."""
    return None if own or listed or MODERATORS & roles else unknown_comment()
