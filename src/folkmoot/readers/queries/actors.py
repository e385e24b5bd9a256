"""Who acts, and what they may do."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest

from folkmoot.kit.http.client import network_of
from folkmoot.kit.keys import keyed_hash
from folkmoot.kit.sql import rows, table
from folkmoot.pure.verdict import DeniedError
from folkmoot.readers.models import Account, GuestToken, Reader
from folkmoot.readers.models.finding import roles_of
from folkmoot.readers.policy import unknown_token
from folkmoot.readers.ports import Ports
from folkmoot.readers.values import GUEST_COOKIE, Actor, guest_token_words
from folkmoot.readers.values.staff import SECOND_FACTOR

BEARER = "bearer "
# Asked by every request of a guest, so it is compiled once.
READER_OF_TOKEN = (
    f"SELECT reader_id FROM {table(GuestToken)} "  # noqa: S608 -- fixed words
    "WHERE publication_id = %s AND token_hash = %s AND revoked_at IS NULL"
)


def actor_of(request: HttpRequest, *, publication_id: int) -> Actor:
    """Return who acts: by bearer token, else by the session of an account, else by the guest's cookie, else nobody.

    An account that has not acted yet has no reader: `commands.remember_reader` makes it.
    A cookie that means nothing (revoked, of another publication) is as good as none.

    Raises:
        DeniedError: `unknown_token`; whoever sends a bearer token must not act as a stranger unawares.
    """
    network = network_of(request)
    authorization = request.headers.get("Authorization", "")
    if authorization[: len(BEARER)].lower() == BEARER:
        reader_id = guest_reader_id(authorization[len(BEARER) :].strip(), publication_id=publication_id)
        if reader_id is None:
            raise DeniedError(unknown_token())
        return Actor(reader_id=reader_id, network=network)
    account = request.user
    if isinstance(account, Account) and account.is_active:
        reader_id = Reader.objects.filter(account_id=account.id).values_list("id", flat=True).first()
        roles = roles_of(account_id=account.id, publication_id=publication_id)
        if roles and needs_second_factor(request, publication_id):
            roles = frozenset()  # until they have one, they are nobody here but themselves
        return Actor(reader_id=reader_id, account_id=account.id, roles=roles, network=network)
    cookie = request.COOKIES.get(GUEST_COOKIE, "")
    return Actor(reader_id=guest_reader_id(cookie, publication_id=publication_id), network=network)


def needs_second_factor(request: HttpRequest, publication_id: int) -> bool:
    """Return whether staff must set up a second factor before they do anything else. At most one query."""
    return not request.session.get(SECOND_FACTOR) and Ports.second_factor_required(publication_id)


def guest_reader_id(token: str, *, publication_id: int) -> int | None:
    """Return the reader whom a guest token proves in this publication, or None. One query, none for an empty token."""
    if not token:
        return None
    token_hash = hashlib.sha256(token.encode()).hexdigest()
    return next((reader_id for (reader_id,) in rows(READER_OF_TOKEN, publication_id, token_hash)), None)


def repeated_guest_token(*, publication_id: int, idempotency_key: str, reader_id: int) -> str | None:
    """Return the token that a guest got with this Idempotency-Key, for a retry; None if it was revoked or never was."""
    words = guest_token_words(publication_id=publication_id, idempotency_key=idempotency_key, reader_id=reader_id)
    token = keyed_hash("guest", words)
    return token if guest_reader_id(token, publication_id=publication_id) == reader_id else None


def name_of_account(account_id: int) -> str:
    """Return the name an account speaks under; "" if it has none. One query."""
    return Account.objects.filter(id=account_id).values_list("name", flat=True).first() or ""


def name_of_reader(reader_id: int) -> str:
    """Return the name a reader gave last; "" for none. One query."""
    return Reader.objects.filter(id=reader_id).values_list("name", flat=True).first() or ""
