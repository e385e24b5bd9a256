"""What is asked about those who act."""

from folkmoot.readers.models.finding import account_with_email, roles_of
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
    "account_with_email",
    "actor_of",
    "guest_reader_id",
    "name_of_account",
    "name_of_reader",
    "needs_second_factor",
    "repeated_guest_token",
    "roles_of",
]
