"""Codes that an app and we compute from the same secret and the time: TOTP, RFC 6238, with its usual numbers.

Six digits, thirty seconds, SHA-1 (broken for signatures, not for this; apps know no other).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from urllib.parse import quote, urlencode

STEP_S = 30
DIGITS = 6
DRIFT_STEPS = 1
"""How many steps a clock may be early or late."""


def code_at(secret: bytes, step: int) -> str:
    """Return the code of one step of thirty seconds: HOTP (RFC 4226 §5.3) of the step's number."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 0xF
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_of(secret: bytes, code: str, *, at_s: int, after: int) -> int | None:
    """Return the step whose code this is, or None if it is none that may be taken now.

    Args:
        at_s: seconds since 1970.
        after: the last step that was taken; neither it nor one before is taken (again).
    """
    now = at_s // STEP_S
    for step in range(max(now - DRIFT_STEPS, after + 1), now + DRIFT_STEPS + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), code.encode()):
            return step
    return None


def secret_text(secret: bytes) -> str:
    """Return the secret as people type it into an app: base32 without padding."""
    return base64.b32encode(secret).decode().rstrip("=")


def key_uri(secret: bytes, *, issuer: str, account: str) -> str:
    """Return what the app reads from the picture (the "Key Uri Format" of Google Authenticator)."""
    label = quote(f"{issuer.replace(':', ' ')}:{account}")
    words = urlencode({"secret": secret_text(secret), "issuer": issuer.replace(":", " ")}, quote_via=quote)
    return f"otpauth://totp/{label}?{words}"
