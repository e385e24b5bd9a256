"""Ask whether an account may change what the newspaper is called and how it looks."""

from __future__ import annotations

from folkmoot.articles.policy.newspaper import not_an_owner
from folkmoot.pure.verdict import require
from folkmoot.readers.queries import roles_of


def require_owner(account_id: int | None, *, publication_id: int) -> None:
    """Do nothing for owners, and for the house itself (None).

    Raises:
        DeniedError: `not_allowed`.
    """
    if account_id is not None:
        require(not_an_owner(roles_of(account_id=account_id, publication_id=publication_id)))
