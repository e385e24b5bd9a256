"""Ask whether an account may write in a publication."""

from __future__ import annotations

from folkmoot.articles.policy import not_a_writer
from folkmoot.pure.verdict import require
from folkmoot.readers.queries import roles_of


def require_writer(account_id: int | None, *, publication_id: int) -> None:
    """Do nothing for owners, editors and authors, and for the house itself (None: importers, the timetable).

    Raises:
        DeniedError: `not_allowed`.
    """
    if account_id is not None:
        require(not_a_writer(roles_of(account_id=account_id, publication_id=publication_id)))
