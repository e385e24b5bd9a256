"""Give an account something to do in a publication, or take it away."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from folkmoot.pure.verdict import require
from folkmoot.readers.models import Account, StaffRole
from folkmoot.readers.policy import last_owner, not_an_owner
from folkmoot.readers.values import Role


def give_role(*, account_id: int, publication_id: int, role: Role, given_by: int | None) -> None:
    """Give a role; giving it again changes nothing.

    Args:
        given_by: the account that gives; None for the house itself (the command line, the demo).

    Raises:
        DeniedError: `not_allowed`.
    """
    _require_owner(given_by, publication_id)
    StaffRole.objects.get_or_create(account_id=account_id, publication_id=publication_id, role=role)


def take_role(*, account_id: int, publication_id: int, role: Role, taken_by: int | None) -> None:
    """Take a role away; taking one that was not given changes nothing.

    Raises:
        DeniedError: `not_allowed`; `last_owner` if the publication would be left without one.
    """
    _require_owner(taken_by, publication_id)
    with transaction.atomic():
        owners = StaffRole.objects.select_for_update().filter(publication_id=publication_id, role=Role.OWNER)
        require(last_owner(role, sum(owner.account_id != account_id for owner in owners)))
        StaffRole.objects.filter(account_id=account_id, publication_id=publication_id, role=role).delete()


def _require_owner(account_id: int | None, publication_id: int) -> None:
    if account_id is None:
        return
    owns = Q(staff_roles__publication_id=publication_id, staff_roles__role=Role.OWNER)
    is_owner = Account.objects.filter(Q(is_superuser=True) | owns, id=account_id, is_active=True).exists()
    require(not_an_owner(is_owner=is_owner))
