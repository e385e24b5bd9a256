"""End somebody's work here, at once; or help a colleague who can no longer sign in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.end_sign_ins import end_sign_ins
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.models import (
    Account,
    Invitation,
    Passkey,
    PasswordLink,
    RecoveryCode,
    StaffRole,
    TimeCode,
)
from folkmoot.readers.models.finding import roles_of
from folkmoot.readers.policy.staff import no_such_member, not_owning, owner_needed
from folkmoot.readers.values import STAFF_PATH, Role


def end_work(*, account_id: int, publication_id: int, ended_by: int | None, now: datetime) -> None:
    """Take all roles here, end all sessions, and make worthless every link that led them in. What they wrote stays.

    Raises:
        DeniedError: `not_allowed`, `not_found` for somebody who does not work here, `last_owner`.
    """
    _require_owner(ended_by, publication_id)
    with transaction.atomic():
        account = _member(account_id, publication_id)
        owners = StaffRole.objects.select_for_update().filter(publication_id=publication_id, role=Role.OWNER)
        others = sum(owner.account_id != account_id for owner in owners)
        rows = StaffRole.objects.filter(account_id=account_id, publication_id=publication_id)
        if rows.filter(role=Role.OWNER).exists():
            require(owner_needed((), others))
        rows.delete()
        PasswordLink.objects.filter(account_id=account_id, ended_at=None).update(ended_at=now)
        Invitation.objects.filter(
            publication_id=publication_id, email=account.email, accepted_at=None, ended_at=None
        ).update(ended_at=now)
        end_sign_ins(account_id=account_id, but=None)
        _record(publication_id, ended_by, "staff.ended", account, now=now)


def forget_factors(*, account_id: int, publication_id: int, forgotten_by: int | None, now: datetime) -> None:
    """Forget app, paper and passkeys of a colleague who has lost them; their password alone lets them in again.

    Raises:
        DeniedError: `not_allowed`, `not_found` for somebody who does not work here.
    """
    _require_owner(forgotten_by, publication_id)
    with transaction.atomic():
        account = _member(account_id, publication_id)
        forget_all_factors(account_id)
        _record(publication_id, forgotten_by, "staff.factors_forgotten", account, now=now)


def forget_all_factors(account_id: int) -> None:
    """Forget app, paper and passkeys of an account, and end its sessions: for whoever runs the machine."""
    with transaction.atomic():
        for proofs in (TimeCode, RecoveryCode, Passkey):
            proofs.objects.filter(account_id=account_id).delete()
        end_sign_ins(account_id=account_id, but=None)


def _member(account_id: int, publication_id: int) -> Account:
    found = Account.objects.filter(id=account_id, staff_roles__publication_id=publication_id).distinct().first()
    if found is None:
        raise DeniedError(no_such_member())
    return found


def _require_owner(account_id: int | None, publication_id: int) -> None:
    if account_id is not None:
        require(not_owning(roles_of(account_id=account_id, publication_id=publication_id)))


def _record(publication_id: int, by: int | None, act: str, account: Account, *, now: datetime) -> None:
    record_act(publication_id=publication_id, account_id=by, act=act, subject=str(account), path=STAFF_PATH, now=now)
