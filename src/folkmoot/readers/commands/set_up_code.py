"""Codes of an app: set up, take, remove. And the codes on paper for the day the app is lost."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from folkmoot.kit.keys import instance_key, keyed_hash
from folkmoot.pure.totp import step_of
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.models import Account, RecoveryCode, TimeCode
from folkmoot.readers.models.finding import has_second_factor
from folkmoot.readers.policy.proofs import last_factor, wrong_code
from folkmoot.readers.values import OWN_PATH
from folkmoot.readers.values.staff import RECOVERY_CODES

SALT_BYTES = 16
SECRET_BYTES = 20  # RFC 4226 §4: 160 bits
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
RECOVERY_CHARS = 12


def new_salt() -> str:
    """Return a fresh salt, of which the secret of an app is made."""
    return secrets.token_hex(SALT_BYTES)


def secret_of(account_id: int, salt: str) -> bytes:
    """Return the secret an app shares with us: it is made of the salt and a key outside the database, never stored."""
    return hmac.new(instance_key("totp"), f"{account_id}|{salt}".encode(), sha256).digest()[:SECRET_BYTES]


def set_up_code(*, publication_id: int, account_id: int, salt: str, code: str, now: datetime) -> list[str]:
    """Let an app prove an account, once it has shown that it knows the secret of this salt.

    Returns:
        New recovery codes, if there were none that could still be used; else nothing.

    Raises:
        DeniedError: `wrong_code`.
    """
    step = step_of(secret_of(account_id, salt), _digits(code), at_s=int(now.timestamp()), after=0)
    if step is None:
        raise DeniedError(wrong_code())
    with transaction.atomic():
        TimeCode.objects.update_or_create(
            account_id=account_id, defaults={"salt": salt, "last_step": step, "created_at": now}
        )
        _record(publication_id, account_id, "account.code_added", now=now)
        if RecoveryCode.objects.filter(account_id=account_id, used_at=None).exists():
            return []
        return _new_recovery_codes(account_id)


def remove_code(*, publication_id: int, account_id: int, required: bool, now: datetime) -> None:
    """Take codes of an app no longer; where there were none, nothing changes.

    Args:
        required: the publication asks everybody for a second factor.

    Raises:
        DeniedError: `factor_required`.
    """
    with transaction.atomic():
        gone, _each = TimeCode.objects.filter(account_id=account_id).delete()
        if gone:
            require(last_factor(required=required, others=int(has_second_factor(account_id))))
            _record(publication_id, account_id, "account.code_removed", now=now)


def make_recovery_codes(*, publication_id: int, account_id: int, now: datetime) -> list[str]:
    """Return new codes on paper; those of before are worth nothing any more."""
    with transaction.atomic():
        codes = _new_recovery_codes(account_id)
        _record(publication_id, account_id, "account.recovery_made", now=now)
    return codes


def take_code(*, account_id: int, code: str, now: datetime) -> None:
    """Do nothing for the present code of the account's app. No code is taken twice.

    Raises:
        DeniedError: `wrong_code`.
    """
    with transaction.atomic():
        row = TimeCode.objects.select_for_update().filter(account_id=account_id).first()
        if row is None:
            raise DeniedError(wrong_code())
        secret = secret_of(account_id, row.salt)
        step = step_of(secret, _digits(code), at_s=int(now.timestamp()), after=row.last_step)
        if step is None:
            raise DeniedError(wrong_code())
        row.last_step = step
        row.save(update_fields=["last_step"])


def take_recovery_code(*, account_id: int, code: str, now: datetime) -> None:
    """Use one of the codes on paper up.

    Raises:
        DeniedError: `wrong_code`.
    """
    unused = RecoveryCode.objects.filter(account_id=account_id, code_hash=_hash(account_id, code), used_at=None)
    if not unused.update(used_at=now):
        raise DeniedError(wrong_code())


def _new_recovery_codes(account_id: int) -> list[str]:
    Account.objects.select_for_update().get(id=account_id)  # two at once would leave twice as many
    RecoveryCode.objects.filter(account_id=account_id).delete()
    codes = ["".join(secrets.choice(LETTERS) for _each in range(RECOVERY_CHARS)) for _one in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account_id=account_id, code_hash=_hash(account_id, code)) for code in codes
    )
    return [f"{code[:4]}-{code[4:8]}-{code[8:]}" for code in codes]


def _hash(account_id: int, code: str) -> str:
    letters = "".join(sign for sign in code.lower() if sign.isalnum())
    return keyed_hash("recovery", f"{account_id}|{letters}")


def _digits(code: str) -> str:
    return "".join(code.split())


def _record(publication_id: int, account_id: int, act: str, *, now: datetime) -> None:
    record_act(publication_id=publication_id, account_id=account_id, act=act, path=OWN_PATH, now=now)
