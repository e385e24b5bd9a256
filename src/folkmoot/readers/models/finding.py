"""What commands and queries both look up."""

from __future__ import annotations

import hashlib
from datetime import datetime

from folkmoot.readers.models.accounts import Account, StaffRole
from folkmoot.readers.models.factors import Passkey, TimeCode
from folkmoot.readers.models.letters import Invitation, PasswordLink
from folkmoot.readers.values import Role


def roles_of(*, account_id: int, publication_id: int) -> frozenset[Role]:
    """Return the staff roles of an account in a publication; someone who may do everything has every role. Two queries."""
    account = Account.objects.filter(id=account_id, is_active=True).values_list("is_superuser", flat=True)
    for is_superuser in account:
        if is_superuser:
            return frozenset(Role)
        given = StaffRole.objects.filter(account_id=account_id, publication_id=publication_id)
        return frozenset(Role(role) for role in given.values_list("role", flat=True))
    return frozenset()


def has_second_factor(account_id: int) -> bool:
    """Return whether a password alone does not let anybody in. At most two queries."""
    return (
        TimeCode.objects.filter(account_id=account_id).exists()
        or Passkey.objects.filter(account_id=account_id).exists()
    )


def token_hash(token: str) -> str:
    """Return what is kept of a token. It has 256 random bits, so a plain hash says nothing about it."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_with(token: str, publication_id: int, *, now: datetime) -> Invitation | None:
    """Return the invitation that this token accepts here, or None if there is none or it is over. One query."""
    return Invitation.objects.filter(
        token_hash=token_hash(token),
        publication_id=publication_id,
        accepted_at=None,
        ended_at=None,
        expires_at__gt=now,
    ).first()


def password_link_with(token: str, *, now: datetime) -> PasswordLink | None:
    """Return the link with which a password may be chosen, or None if there is none or it is over. One query."""
    return (
        PasswordLink.objects.filter(
            token_hash=token_hash(token), ended_at=None, expires_at__gt=now, account__is_active=True
        )
        .select_related("account")
        .first()
    )


def account_with_email(email: str) -> Account | None:
    """Return the account that signs in with an address, or None. One query."""
    return Account.objects.filter(email=email.strip().lower()).first()
