"""How the demo provider signs its messages: an HMAC over the time and the body, as real providers do."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta

from folkmoot.funding.ports import UnverifiableError
from folkmoot.kit.keys import keyed_hash

HEADER = "Folkmoot-Demo-Signature"
KEY = "demo-provider"
OLDEST = timedelta(minutes=5)
SKEW = timedelta(seconds=30)


def sign(body: bytes, *, now: datetime) -> str:
    """Return the value of the header that proves a message ours, sent now."""
    at = int(now.timestamp())
    return f"t={at},v1={_seal(at, body)}"


def verify(body: bytes, headers: Mapping[str, str], *, now: datetime) -> None:
    """Do nothing for a message that the demo provider has signed, lately.

    Raises:
        UnverifiableError: it did not, or the message is more than five minutes old or from the future.
    """
    given = {name.casefold(): value for name, value in headers.items()}.get(HEADER.casefold(), "")
    parts = dict(part.partition("=")[::2] for part in given.split(","))
    at = int(parts["t"]) if parts.get("t", "").isascii() and parts.get("t", "").isdigit() else 0
    if not hmac.compare_digest(parts.get("v1", "").encode(), _seal(at, body).encode()):
        message = "the signature is not ours"
        raise UnverifiableError(message)
    age_s = now.timestamp() - at
    if not -SKEW.total_seconds() <= age_s <= OLDEST.total_seconds():
        message = f"signed {age_s:.0f} seconds ago"
        raise UnverifiableError(message)


def _seal(at: int, body: bytes) -> str:
    return keyed_hash(KEY, f"webhook|{at}|{hashlib.sha256(body).hexdigest()}")
