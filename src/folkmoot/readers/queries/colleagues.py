"""Who works at a publication, by name."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot.readers.models import Account


@dataclass(frozen=True, slots=True)
class Colleague:
    """An account with a role here; the name is the address where it has none."""

    id: int
    name: str


def colleagues(publication_id: int) -> tuple[Colleague, ...]:
    """Return everybody with a role in the publication who may sign in, by name. One query."""
    rows = Account.objects.filter(staff_roles__publication_id=publication_id, is_active=True).distinct()
    return tuple(Colleague(row.id, str(row)) for row in sorted(rows, key=lambda row: str(row).casefold()))
