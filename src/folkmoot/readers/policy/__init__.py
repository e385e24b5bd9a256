"""Who may prove what, and who may give roles. Facts in, a denial or None out."""

from __future__ import annotations

from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _
from folkmoot.pure.words import ngettext_noop
from folkmoot.readers.values import Role


def unknown_token() -> Denial:
    """Refuse a bearer token that proves nobody in this publication."""
    return Denial(code="unknown_token", sentence=_("This token is not known here; it may have been revoked."))


def not_an_owner(*, is_owner: bool) -> Denial | None:
    """Refuse whoever may not give or take roles: only owners may."""
    if is_owner:
        return None
    return Denial(code="not_allowed", sentence=_("Only owners may give and take roles here."))


def last_owner(role: Role, owners_left: int) -> Denial | None:
    """Refuse to leave a publication without an owner.

    Args:
        role: the one to be taken.
        owners_left: how many other accounts own the publication.
    """
    if role is Role.OWNER and owners_left == 0:
        return Denial(code="last_owner", sentence=_("A publication needs an owner: make someone else one first."))
    return None


def bad_account(email: str, *, taken: bool) -> Denial | None:
    """Refuse an account without an e-mail address, or with one that somebody signs in with already."""
    if "@" not in email:
        return Denial(code="email_missing", sentence=_("An account needs an e-mail address."), field="email")
    if taken:
        return Denial(code="email_taken", sentence=_("Somebody signs in with this address already."), field="email")
    return None


def wrong_sign_in() -> Denial:
    """Refuse to sign in, in the same words whether the name or the password was wrong."""
    return Denial(code="wrong_sign_in", sentence=_("E-mail address and password do not belong together."))


def too_many_tries(retry_after_s: int) -> Denial:
    """Refuse a further try at a password for a while."""
    minutes = -(-retry_after_s // 60)
    sentence, plural = ngettext_noop(
        "Too many tries. Please wait a minute before the next one.",
        "Too many tries. Please wait %(n)s minutes before the next one.",
    )
    return Denial(code="too_fast", sentence=sentence, plural=plural, values={"n": minutes}, retry_after_s=retry_after_s)
