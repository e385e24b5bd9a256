"""From the name that was written to the one an account bears."""

from __future__ import annotations

from folkmoot.pure.names.denials import taken_name, unreadable_name
from folkmoot.pure.names.likeness import alike, skeletons
from folkmoot.pure.names.spelling import spelled
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.models import Account


def read_account_name(text: str, *, own_id: int | None = None) -> str:
    """Return an account's name as it is kept; "" for none. One query.

    Accounts may be called by their office, but not as somebody else is who can sign in: readers could not tell them
    apart.

    Args:
        own_id: the account that shall bear it, if there is one yet.

    Raises:
        DeniedError: `name_unreadable`, `name_taken`.
    """
    name = spelled(text)
    require(unreadable_name(name))
    borne = Account.objects.filter(name_skeleton__in=skeletons(name)).exclude(id=own_id or 0)
    if any(alike(name, other) for other in borne.values_list("name", flat=True)):
        raise DeniedError(taken_name())
    return name
