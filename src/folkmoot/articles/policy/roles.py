"""Who may write what: an author their own articles; editors and owners everything."""

from __future__ import annotations

from collections.abc import Collection

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.values import Role

EDITORS = frozenset({Role.OWNER, Role.EDITOR})


def not_an_editor(roles: Collection[Role]) -> Denial | None:
    """Refuse whoever may not answer for the whole newspaper: owners and editors may."""
    if EDITORS.isdisjoint(roles):
        return Denial(code="not_allowed", sentence=_("Only owners and editors may do that here."))
    return None


def not_your_article(roles: Collection[Role], *, own: bool) -> Denial | None:
    """Refuse whoever may not write this article: owners and editors may write any, an author their own.

    Args:
        own: they began it, or it carries their name.
    """
    if own and Role.AUTHOR in roles:
        return None
    if EDITORS.isdisjoint(roles):
        sentence = _("Authors write and publish their own articles; owners and editors any.")
        return Denial(code="not_allowed", sentence=sentence)
    return None
