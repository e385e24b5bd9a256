"""Give an account something to do in a publication, or take it away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.models import Account, StaffRole
from folkmoot.readers.models.finding import roles_of
from folkmoot.readers.policy import last_owner, not_an_owner
from folkmoot.readers.policy.staff import no_role, no_such_member, owner_needed
from folkmoot.readers.values import STAFF_PATH, Role


def give_role(
    *, account_id: int, publication_id: int, role: Role, given_by: int | None, now: datetime | None = None
) -> None:
    """Give a role; giving it again changes nothing.

    Args:
        given_by: the account that gives; None for the house itself (the command line, the demo).
        now: when; the house, of which no log is kept, may leave it out.

    Raises:
        DeniedError: `not_allowed`.
    """
    _require_owner(given_by, publication_id)
    with transaction.atomic():
        _row, is_new = StaffRole.objects.get_or_create(account_id=account_id, publication_id=publication_id, role=role)
        if is_new:
            _record("staff.role_given", account_id, publication_id, role, by=given_by, now=now)


def take_role(
    *, account_id: int, publication_id: int, role: Role, taken_by: int | None, now: datetime | None = None
) -> None:
    """Take a role away; taking one that was not given changes nothing.

    Args:
        taken_by, now: as in `give_role`.

    Raises:
        DeniedError: `not_allowed`; `last_owner` if the publication would be left without one.
    """
    _require_owner(taken_by, publication_id)
    with transaction.atomic():
        require(last_owner(role, _other_owners(account_id, publication_id)))
        gone, _each = StaffRole.objects.filter(account_id=account_id, publication_id=publication_id, role=role).delete()
        if gone:
            _record("staff.role_taken", account_id, publication_id, role, by=taken_by, now=now)


def change_roles(
    *, account_id: int, publication_id: int, roles: Collection[Role], changed_by: int | None, now: datetime
) -> None:
    """Let one of the staff have exactly these roles from now on.

    Raises:
        DeniedError: `not_allowed`, `not_found` for somebody who does not work here, `role_missing`, `last_owner`.
    """
    _require_owner(changed_by, publication_id)
    require(no_role(roles))
    with transaction.atomic():
        rows = StaffRole.objects.filter(account_id=account_id, publication_id=publication_id)
        had = {Role(role) for role in rows.values_list("role", flat=True)}
        if not had:
            raise DeniedError(no_such_member())
        if Role.OWNER in had:
            require(owner_needed(roles, _other_owners(account_id, publication_id)))
        rows.exclude(role__in=roles).delete()
        for role in Role:
            if role in roles and role not in had:
                StaffRole.objects.create(account_id=account_id, publication_id=publication_id, role=role)
                _record("staff.role_given", account_id, publication_id, role, by=changed_by, now=now)
            elif role in had and role not in roles:
                _record("staff.role_taken", account_id, publication_id, role, by=changed_by, now=now)


def _other_owners(account_id: int, publication_id: int) -> int:
    """Return how many others own the publication; who asks next waits, so that two cannot both be the last to go."""
    owners = StaffRole.objects.select_for_update().filter(publication_id=publication_id, role=Role.OWNER)
    return sum(owner.account_id != account_id for owner in owners)


def _require_owner(account_id: int | None, publication_id: int) -> None:
    if account_id is not None:
        is_owner = Role.OWNER in roles_of(account_id=account_id, publication_id=publication_id)
        require(not_an_owner(is_owner=is_owner))


def _record(
    act: str, account_id: int, publication_id: int, role: Role, *, by: int | None, now: datetime | None
) -> None:
    """Write it down, in the words of the list of staff.

    Raises:
        ValueError: somebody acts, and nobody says when.
    """
    if by is None:
        return
    if now is None:
        message = "who gives or takes a role says when"
        raise ValueError(message)
    subject = f"{Account.objects.get(id=account_id)} · {role.value}"
    record_act(publication_id=publication_id, account_id=by, act=act, subject=subject, path=STAFF_PATH, now=now)
