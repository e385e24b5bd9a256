"""A new password: chosen by whoever knows the present one, or by whoever was given a link."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.accept_invitation import is_common
from folkmoot.readers.commands.end_sign_ins import end_sign_ins
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.models import Account, PasswordLink
from folkmoot.readers.models.finding import password_link_with, roles_of, token_hash
from folkmoot.readers.policy.proofs import bad_password, wrong_password
from folkmoot.readers.policy.staff import bad_name, link_over, no_such_member, not_owning
from folkmoot.readers.values import OWN_PATH, STAFF_PATH
from folkmoot.readers.values.staff import PASSWORD_LINK_HOURS

TOKEN_BYTES = 32


def change_password(
    *, publication_id: int, account_id: int, present: str, password: str, session_key: str, now: datetime
) -> Account:
    """Return the account with its new password; its other sessions are over.

    Args:
        present: the password so far; not asked for where there is none.
        session_key: of the session that goes on.

    Raises:
        DeniedError: `wrong_password`, `password_short`, `password_common`, `too_long`.
    """
    account = Account.objects.get(id=account_id)
    if account.has_usable_password() and not account.check_password(present):
        raise DeniedError(wrong_password())
    require(bad_password(password, common=is_common(password)))
    with transaction.atomic():
        _set(account, password, but=session_key, now=now)
        record_act(
            publication_id=publication_id,
            account_id=account_id,
            act="account.password_changed",
            path=OWN_PATH,
            now=now,
        )
    return account


def change_name(*, account_id: int, name: str) -> None:
    """Call oneself something else.

    Raises:
        DeniedError: `name_missing`, `name_too_long`.
    """
    clean = " ".join(name.split())
    require(bad_name(clean))
    Account.objects.filter(id=account_id).update(name=clean)


def make_password_link(*, account_id: int, publication_id: int | None, made_by: int | None, now: datetime) -> str:
    """Return the token of a link with which an account chooses a new password; an earlier one is over.

    Args:
        publication_id: where it is made; None if the account's own owner has asked for it.
        made_by: the owner who makes it; None for the house itself.

    Raises:
        DeniedError: `not_allowed`, `not_found` for somebody who does not work there.
    """
    if made_by is not None and publication_id is not None:
        require(not_owning(roles_of(account_id=made_by, publication_id=publication_id)))
        if not Account.objects.filter(id=account_id, staff_roles__publication_id=publication_id).exists():
            raise DeniedError(no_such_member())
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        PasswordLink.objects.filter(account_id=account_id, ended_at=None).update(ended_at=now)
        PasswordLink.objects.create(
            account_id=account_id,
            token_hash=token_hash(token),
            created_at=now,
            expires_at=now + timedelta(hours=PASSWORD_LINK_HOURS),
        )
        if publication_id is not None:
            record_act(
                publication_id=publication_id,
                account_id=made_by,
                act="staff.password_link",
                subject=str(Account.objects.get(id=account_id)),
                path=STAFF_PATH,
                now=now,
            )
    return token


def choose_password(*, token: str, password: str, now: datetime) -> None:
    """Set the password that whoever has the link has chosen; every session of the account is over.

    Raises:
        DeniedError: `link_over`, `password_short`, `password_common`, `too_long`.
    """
    require(bad_password(password, common=is_common(password)))
    with transaction.atomic():
        link = password_link_with(token, now=now)
        used = link and PasswordLink.objects.filter(id=link.id, ended_at=None).update(ended_at=now)
        if link is None or not used:
            raise DeniedError(link_over())
        _set(link.account, password, but=None, now=now)


def _set(account: Account, password: str, *, but: str | None, now: datetime) -> None:
    account.set_password(password)
    account.save(update_fields=["password"])
    PasswordLink.objects.filter(account=account, ended_at=None).update(ended_at=now)
    end_sign_ins(account_id=account.id, but=but)
