"""Begin to work here."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from folkmoot.kit.passkeys import Credential
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.add_passkey import keep_passkey
from folkmoot.readers.commands.read_account_name import read_account_name
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.models import Account, Invitation, StaffRole
from folkmoot.readers.models.finding import account_with_email, invitation_with
from folkmoot.readers.policy.proofs import bad_password
from folkmoot.readers.policy.staff import bad_name, link_over, sign_in_first
from folkmoot.readers.values import STAFF_PATH


def is_common(password: str) -> bool:
    """Return whether a password is on the list of those that are tried first."""
    try:
        CommonPasswordValidator().validate(password)
    except ValidationError:
        return True
    return False


def accept_as_new(
    *,
    token: str,
    publication_id: int,
    name: str,
    password: str,
    credential: Credential | None,
    domain: str,
    key_name: str,
    now: datetime,
) -> int:
    """Return the id of the account that the invitation made, with its roles.

    Args:
        password: may be empty where there is a `credential`: a passkey signs in alone.
        credential: a passkey made while accepting, for the host name `domain`.
        key_name: what the passkey is called.

    Raises:
        DeniedError: `link_over`, `not_signed_in` (there is an account already), `name_missing`, `name_too_long`, `name_unreadable`, `name_taken`,
            `password_short`, `password_common`, `too_long`.
    """
    clean = read_account_name(name)
    require(bad_name(clean))
    if credential is None or password:
        require(bad_password(password, common=is_common(password)))
    with transaction.atomic():
        invitation = _take(token, publication_id, now=now)
        if account_with_email(invitation.email) is not None:
            raise DeniedError(sign_in_first())
        account = Account.objects.create_user(invitation.email, password or None, name=clean)
        if credential is not None:
            keep_passkey(account.id, credential, domain=domain, name=key_name, now=now)
        _begin(invitation, account.id, now=now)
    return account.id


def accept_as(*, token: str, publication_id: int, account_id: int, now: datetime) -> None:
    """Give the roles of an invitation to the account it was meant for.

    Raises:
        DeniedError: `link_over`; `not_signed_in` if it was meant for somebody else.
    """
    with transaction.atomic():
        invitation = _take(token, publication_id, now=now)
        if not Account.objects.filter(id=account_id, email=invitation.email, is_active=True).exists():
            raise DeniedError(sign_in_first())
        _begin(invitation, account_id, now=now)


def _take(token: str, publication_id: int, *, now: datetime) -> Invitation:
    """Return the invitation, used up: whoever comes second finds it over."""
    found = invitation_with(token, publication_id, now=now)
    taken = found and Invitation.objects.filter(id=found.id, accepted_at=None, ended_at=None).update(accepted_at=now)
    if found is None or not taken:
        raise DeniedError(link_over())
    return found


def _begin(invitation: Invitation, account_id: int, *, now: datetime) -> None:
    for role in invitation.roles:
        StaffRole.objects.get_or_create(account_id=account_id, publication_id=invitation.publication_id, role=role)
    record_act(
        publication_id=invitation.publication_id,
        account_id=account_id,
        act="staff.joined",
        path=STAFF_PATH,
        now=now,
    )
