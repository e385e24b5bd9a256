"""Opaque cursors: where a window ended, sealed so that only our own are taken back.

A cursor is base64url(JSON [mark, id]) and a short HMAC over it and the scope it was made for (thread, order, filter).
Used anywhere else, or changed by a letter, it opens nothing.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json

SEAL_BYTES = 9
MAX_CHARS = 200


def seal(mark: int, comment_id: int, *, scope: str, key: bytes) -> str:
    """Return a cursor that stands right behind the comment with this mark (microseconds or net) and id."""
    words = json.dumps([mark, comment_id], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(words + _seal_of(words, scope, key)).decode().rstrip("=")


def unseal(cursor: str, *, scope: str, key: bytes) -> tuple[int, int]:
    """Return (mark, id) of a cursor made by `seal` with the same scope and key.

    Raises:
        ValueError: it was not.
    """
    if len(cursor) > MAX_CHARS or not cursor.isascii():
        message = "not a cursor of ours"
        raise ValueError(message)
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        message = "not a cursor of ours"
        raise ValueError(message) from error
    words, given = raw[:-SEAL_BYTES], raw[-SEAL_BYTES:]
    if not hmac.compare_digest(given, _seal_of(words, scope, key)):
        message = "a cursor of somewhere else"
        raise ValueError(message)
    mark, comment_id = json.loads(words)
    return int(mark), int(comment_id)


def _seal_of(words: bytes, scope: str, key: bytes) -> bytes:
    return hmac.new(key, scope.encode() + b"|" + words, hashlib.sha256).digest()[:SEAL_BYTES]
