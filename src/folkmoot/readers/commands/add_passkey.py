"""Passkeys of an account: add, name, remove, use."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.kit.passkeys import Credential, NotProvedError, Party, State, id_in, read_proof
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.models import Passkey
from folkmoot.readers.models.finding import has_second_factor
from folkmoot.readers.policy.proofs import (
    bad_key_name,
    last_factor,
    passkey_not_made,
    too_many_passkeys,
    wrong_passkey,
)
from folkmoot.readers.values import OWN_PATH


def add_passkey(
    *, publication_id: int, account_id: int, credential: Credential, domain: str, name: str, now: datetime
) -> None:
    """Let an account sign in with a passkey that its browser has just made.

    Raises:
        DeniedError: `name_missing`, `name_too_long`, `too_many_passkeys`, `wrong_passkey` for one that is known already.
    """
    clean = " ".join(name.split())
    require(bad_key_name(clean))
    with transaction.atomic():
        require(too_many_passkeys(Passkey.objects.filter(account_id=account_id).count()))
        keep_passkey(account_id, credential, domain=domain, name=clean, now=now)
        _record(publication_id, account_id, "account.passkey_added", clean, now=now)


def keep_passkey(account_id: int, credential: Credential, *, domain: str, name: str, now: datetime) -> None:
    """Write a passkey down. Runs in the caller's transaction.

    Raises:
        DeniedError: `wrong_passkey` for one that is known already.
    """
    if Passkey.objects.filter(credential_id=credential.id).exists():
        raise DeniedError(passkey_not_made())
    Passkey.objects.create(
        account_id=account_id,
        name=name,
        domain=domain,
        credential_id=credential.id,
        credential=credential.data,
        created_at=now,
    )


def name_passkey(*, account_id: int, passkey_id: int, name: str) -> None:
    """Call one's own passkey something else.

    Raises:
        DeniedError: `name_missing`, `name_too_long`.
    """
    clean = " ".join(name.split())
    require(bad_key_name(clean))
    Passkey.objects.filter(id=passkey_id, account_id=account_id).update(name=clean)


def remove_passkey(*, publication_id: int, account_id: int, passkey_id: int, required: bool, now: datetime) -> None:
    """Forget one's own passkey; one that is gone already stays so.

    Args:
        required: the publication asks everybody for a second factor.

    Raises:
        DeniedError: `factor_required`.
    """
    with transaction.atomic():
        row = Passkey.objects.select_for_update().filter(id=passkey_id, account_id=account_id).first()
        if row is None:
            return
        name = row.name
        row.delete()
        require(last_factor(required=required, others=int(has_second_factor(account_id))))
        _record(publication_id, account_id, "account.passkey_removed", name, now=now)


def use_passkey(*, party: Party, state: State, answer: str, account_id: int | None = None, now: datetime) -> int:
    """Return the account that an answer proves, and remember that its passkey was used.

    Args:
        account_id: whose passkey it must be; None for anybody's.

    Raises:
        DeniedError: `wrong_passkey`.
    """
    known = Passkey.objects.filter(credential_id=id_in(answer), domain=party.domain, account__is_active=True)
    if account_id is not None:
        known = known.filter(account_id=account_id)
    row = known.first()
    if row is None:
        raise DeniedError(wrong_passkey())
    try:
        read_proof(party, state, answer, Credential(id=row.credential_id, data=row.credential))
    except NotProvedError as error:
        raise DeniedError(wrong_passkey()) from error
    Passkey.objects.filter(id=row.id).update(used_at=now)
    return row.account_id


def _record(publication_id: int, account_id: int, act: str, subject: str, *, now: datetime) -> None:
    record_act(publication_id=publication_id, account_id=account_id, act=act, subject=subject, path=OWN_PATH, now=now)
