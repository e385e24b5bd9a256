"""Ask somebody to work here, and take it back."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.models import Invitation, StaffRole
from folkmoot.readers.models.finding import roles_of, token_hash
from folkmoot.readers.policy.staff import bad_invitation, not_owning
from folkmoot.readers.values import STAFF_PATH, Role
from folkmoot.readers.values.staff import INVITATION_DAYS

TOKEN_BYTES = 32


def invite(*, publication_id: int, email: str, roles: Collection[Role], account_id: int | None, now: datetime) -> str:
    """Return the token of a new invitation, known to nobody afterwards. An earlier one to the same address is over.

    Args:
        roles: what they will do here.
        account_id: who invites; None for the house itself.

    Raises:
        DeniedError: `not_allowed`, `email_missing`, `role_missing`, `email_taken`.
    """
    address = email.strip().lower()
    _require_owner(account_id, publication_id)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        works_here = StaffRole.objects.filter(publication_id=publication_id, account__email=address).exists()
        require(bad_invitation(address, roles, works_here=works_here))
        _open(publication_id).filter(email=address).update(ended_at=now)
        Invitation.objects.create(
            publication_id=publication_id,
            email=address,
            roles=[role.value for role in Role if role in roles],
            token_hash=token_hash(token),
            invited_by_id=account_id,
            created_at=now,
            expires_at=now + timedelta(days=INVITATION_DAYS),
        )
        record_act(
            publication_id=publication_id,
            account_id=account_id,
            act="staff.invited",
            subject=address,
            path=STAFF_PATH,
            now=now,
        )
    return token


def end_invitation(*, publication_id: int, invitation_id: int, account_id: int | None, now: datetime) -> None:
    """Take an invitation back; one that is over already stays so.

    Raises:
        DeniedError: `not_allowed`.
    """
    _require_owner(account_id, publication_id)
    with transaction.atomic():
        row = _open(publication_id).filter(id=invitation_id).select_for_update().first()
        if row is not None:
            row.ended_at = now
            row.save(update_fields=["ended_at"])
            record_act(
                publication_id=publication_id,
                account_id=account_id,
                act="staff.invitation_ended",
                subject=row.email,
                path=STAFF_PATH,
                now=now,
            )


def _open(publication_id: int) -> QuerySet[Invitation]:
    return Invitation.objects.filter(publication_id=publication_id, accepted_at=None, ended_at=None)


def _require_owner(account_id: int | None, publication_id: int) -> None:
    if account_id is not None:
        require(not_owning(roles_of(account_id=account_id, publication_id=publication_id)))
