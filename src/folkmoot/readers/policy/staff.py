"""Who may work here, and who says so. Facts in, a denial or None out."""

from __future__ import annotations

import re
from collections.abc import Collection

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.values import Role

NAME_MAX_CHARS = 80
EMAIL_MAX_CHARS = 254
ADDRESS = re.compile(r"[^@\s<>\"(),:;]+@[^@\s<>\"(),:;]+")


def not_owning(roles: Collection[Role]) -> Denial | None:
    """Refuse whoever may not look after staff: only owners may."""
    if Role.OWNER in roles:
        return None
    return Denial(code="not_allowed", sentence=_("Only owners look after staff here."))


def bad_invitation(email: str, roles: Collection[Role], *, works_here: bool) -> Denial | None:
    """Refuse an invitation to no address, to no work, or to somebody who is here already."""
    if len(email) > EMAIL_MAX_CHARS or not ADDRESS.fullmatch(email):
        return Denial(code="email_missing", sentence=_("Write the e-mail address of one person."), field="email")
    if not roles:
        return Denial(code="role_missing", sentence=_("Choose what they will do here."), field="roles")
    if works_here:
        sentence = _("Somebody with this address works here already: change their roles in the list.")
        return Denial(code="email_taken", sentence=sentence, field="email")
    return None


def no_role(roles: Collection[Role]) -> Denial | None:
    """Refuse to leave somebody on the list with nothing to do."""
    if roles:
        return None
    sentence = _("Choose at least one role, or end their work here.")
    return Denial(code="role_missing", sentence=sentence, field="roles")


def owner_needed(roles: Collection[Role], other_owners: int) -> Denial | None:
    """Refuse to take the last owner away.

    Args:
        roles: what they will have afterwards.
        other_owners: how many others own the publication.
    """
    if Role.OWNER in roles or other_owners:
        return None
    return Denial(code="last_owner", sentence=_("A publication needs an owner: make someone else one first."))


def link_over() -> Denial:
    """Refuse a link that was used, taken back, has run out, or never was."""
    sentence = _("This link no longer works: it was used, taken back, or has run out. Ask for a new one.")
    return Denial(code="link_over", sentence=sentence)


def sign_in_first() -> Denial:
    """Refuse to accept an invitation for somebody who has an account, unless it is they who ask."""
    sentence = _("There is an account with this address: sign in to it, and open the link again.")
    return Denial(code="not_signed_in", sentence=sentence)


def bad_name(name: str) -> Denial | None:
    """Refuse staff without a name, or with one that is too long."""
    if not name:
        return Denial(code="name_missing", sentence=_("Colleagues and readers need a name for you."), field="name")
    if len(name) > NAME_MAX_CHARS:
        sentence = _("A name may have %(limit)s characters.")
        return Denial(code="name_too_long", sentence=sentence, values={"limit": NAME_MAX_CHARS}, field="name")
    return None


def no_such_member() -> Denial:
    """Refuse to change somebody who does not work here."""
    return Denial(code="not_found", sentence=_("Nobody of this name works here."))
