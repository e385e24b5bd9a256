"""What is asked about those who act."""

from folkmoot.readers.models.finding import roles_of
from folkmoot.readers.queries.actors import (
    BEARER,
    actor_of,
    guest_reader_id,
    name_of_account,
    name_of_reader,
    needs_second_factor,
    repeated_guest_token,
)

__all__ = [
    "BEARER",
    "actor_of",
    "guest_reader_id",
    "name_of_account",
    "name_of_reader",
    "needs_second_factor",
    "repeated_guest_token",
    "roles_of",
]
