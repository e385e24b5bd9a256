"""Who may be meant by "a reader", and the words that go over the wire."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReaderKind(StrEnum):
    """How a reader acts here."""

    GUEST = "guest"
    ACCOUNT = "account"


class Role(StrEnum):
    """What a member of staff may do in one publication."""

    OWNER = "owner"
    EDITOR = "editor"
    AUTHOR = "author"
    MODERATOR = "moderator"
    TREASURER = "treasurer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts, as the door found out: the reader row if there is one, the network if not.

    Attributes:
        reader_id: the Reader, or None for someone who has never acted.
        account_id: the signed-in Account, or None.
        roles: staff roles in this publication.
        network: client address prefix (IPv4 /32, IPv6 /64); used for limits, never stored.
    """

    reader_id: int | None = None
    account_id: int | None = None
    roles: frozenset[Role] = frozenset()
    network: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGuest:
    """A reader who has just acted for the first time. `token` is their only proof of it: shown once, kept nowhere."""

    reader_id: int
    token: str


def guest_token_words(*, publication_id: int, idempotency_key: str, reader_id: int) -> str:
    """Return the words whose HMAC is the token of a guest who sent an Idempotency-Key: a retry makes it again."""
    return f"{publication_id}|{idempotency_key}|{reader_id}"


GUEST_COOKIE = "__Host-folkmoot-guest"
MARKER_COOKIE = "folkmoot-here"
