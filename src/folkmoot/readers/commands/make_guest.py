"""Remember someone who acts for the first time, without an account."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from folkmoot.kit.keys import keyed_hash
from folkmoot.kit.sql import insert
from folkmoot.readers.models import GuestToken, Reader
from folkmoot.readers.values import NewGuest, ReaderKind, guest_token_words

TOKEN_BYTES = 32


def make_guest(*, publication_id: int, name: str, email: str, idempotency_key: str, now: datetime) -> NewGuest:
    """Return a new guest with the token that proves them in this publication.

    With an Idempotency-Key the token can be made again for a retry (`queries.repeated_guest_token`); without one
    it is random. Of the e-mail address only a keyed hash is kept, by which its owner may claim the guest later.
    """
    with transaction.atomic(savepoint=False):
        reader = Reader(kind=ReaderKind.GUEST, name=name, claim_hash=_claim_hash(email), created_at=now)
        insert(reader)
        token = _token(publication_id=publication_id, idempotency_key=idempotency_key, reader_id=reader.id)
        insert(
            GuestToken(
                reader=reader,
                publication_id=publication_id,
                token_hash=hashlib.sha256(token.encode()).hexdigest(),
                created_at=now,
            )
        )
    return NewGuest(reader_id=reader.id, token=token)


def _token(*, publication_id: int, idempotency_key: str, reader_id: int) -> str:
    if not idempotency_key:
        return secrets.token_hex(TOKEN_BYTES)
    words = guest_token_words(publication_id=publication_id, idempotency_key=idempotency_key, reader_id=reader_id)
    return keyed_hash("guest", words)


def _claim_hash(email: str) -> str:
    address = email.strip().lower()
    return keyed_hash("claim", address) if address else ""
