"""Change what an account is called, or whether one may sign in to it."""

from __future__ import annotations

from django.db import transaction

from folkmoot.pure.names.likeness import skeleton
from folkmoot.readers.commands.read_account_name import read_account_name
from folkmoot.readers.models import Account


def change_account(*, account_id: int, name: str, is_active: bool) -> None:
    """Keep the name and the state. Whoever may no longer sign in is nobody from the next request on.

    Raises:
        Account.DoesNotExist: no such account.
        DeniedError: `name_unreadable`, `name_taken`.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(id=account_id)
        if name != account.name:
            account.name = read_account_name(name, own_id=account_id)
            account.name_skeleton = skeleton(account.name)
        account.is_active = is_active
        account.save(update_fields=["name", "name_skeleton", "is_active"])
