"""Who may prove what, and who may give roles. Facts in, a denial or None out."""

from __future__ import annotations

from collections.abc import Collection

from folkmoot.pure.verdict import Denial
from folkmoot.readers.values import Role


def unknown_token() -> Denial:
    """Refuse a bearer token that proves nobody in this publication."""
    return Denial(code="unknown_token", sentence="This token is not known here; it may have been revoked.")


def not_an_owner(roles: Collection[Role]) -> Denial | None:
    """Refuse whoever may not give or take roles: only owners may."""
    if Role.OWNER in roles:
        return None
    return Denial(code="not_an_owner", sentence="Only owners may give and take roles here.")


def last_owner(role: Role, owners_left: int) -> Denial | None:
    """Refuse to leave a publication without an owner.

    Args:
        role: the one to be taken.
        owners_left: how many other accounts own the publication.
    """
    if role is Role.OWNER and owners_left == 0:
        return Denial(code="last_owner", sentence="A publication needs an owner: make someone else one first.")
    return None
