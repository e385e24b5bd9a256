"""Give an account the row under which it acts."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.readers.models import Account, Reader
from folkmoot.readers.values import ReaderKind


def reader_of_account(*, account_id: int, now: datetime) -> int:
    """Return the id of the account's reader, made on its first act. Safe when two requests come at once."""
    with transaction.atomic():
        account = Account.objects.get(id=account_id)
        reader, _ = Reader.objects.get_or_create(
            account=account, defaults={"kind": ReaderKind.ACCOUNT, "name": account.name, "created_at": now}
        )
    return reader.id
