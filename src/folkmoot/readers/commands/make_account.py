"""Make someone able to sign in."""

from __future__ import annotations

from django.db import transaction

from folkmoot.pure.verdict import require
from folkmoot.readers.commands.read_account_name import read_account_name
from folkmoot.readers.models import Account
from folkmoot.readers.policy import bad_account


def make_account(*, email: str, password: str | None, name: str = "") -> int:
    """Return the id of a new account. Without a password nobody can sign in to it until one is set.

    Raises:
        DeniedError: `email_missing`, `email_taken`, `name_unreadable`, `name_taken`.
    """
    address = email.strip().lower()
    with transaction.atomic():
        require(bad_account(address, taken=Account.objects.filter(email=address).exists()))
        return Account.objects.create_user(address, password, name=read_account_name(name)).id
