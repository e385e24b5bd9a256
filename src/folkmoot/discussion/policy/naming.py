"""Under which name one may speak."""

from __future__ import annotations

from collections.abc import Iterable

from folkmoot.discussion.values import NAME_MAX_CHARS, NamePolicy
from folkmoot.pure.names.denials import name_of_the_house, taken_name, unreadable_name
from folkmoot.pure.names.likeness import alike
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _


def unfit_name(name: str) -> Denial | None:
    """Refuse a spelled name that is too long (code points) or not to be read; an empty one is fine."""
    if len(name) > NAME_MAX_CHARS:
        sentence = _("A name may have %(limit)s characters; this one has %(count)s.")
        values = {"limit": NAME_MAX_CHARS, "count": len(name)}
        return Denial(code="name_too_long", sentence=sentence, values=values, field="name")
    return unreadable_name(name)


def against_name_policy(name: str, policy: NamePolicy) -> Denial | None:
    """Refuse a guest without a name where one is required, and every guest where only accounts may speak."""
    if policy is NamePolicy.ACCOUNTS:
        sentence = _("Only people with an account may speak here, so your words were not posted.")
        return Denial(code="account_needed", sentence=sentence)
    if policy is NamePolicy.REQUIRED and not name:
        sentence = _("Please give a name. It need not be your own, but people shall be able to tell who speaks.")
        return Denial(code="name_missing", sentence=sentence, field="name")
    return None


def borne_by_others(name: str, *, publication_name: str, staff_names: Iterable[str]) -> Denial | None:
    """Refuse a guest the name of the publication, or of somebody who writes or works here; or one that looks like it."""
    if alike(name, publication_name):
        return name_of_the_house()
    return taken_name() if any(alike(name, other) for other in staff_names) else None
