"""Opaque cursors: where a window ended, sealed so that only our own are taken back.

A cursor is base64url of JSON [mark, id], unreadable, and a short HMAC over it and the scope it was made for (thread,
order, filter). Used anywhere else, or changed by a letter, it opens nothing. It cannot be read, because a rank in it
would tell a tally that is not shown yet. The same place has the same cursor: the HMAC is also what the stream of bytes
that covers the words is made from (a synthetic initialisation vector, as in RFC 5297).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json

SEAL_BYTES = 9
MAX_CHARS = 200
COVER_BYTES = 64  # of SHA-512: more than two numbers of 64 bits and their brackets take


def seal(mark: int, comment_id: int, *, scope: str, key: bytes) -> str:
    """Return a cursor that stands right behind the comment with this mark (microseconds or rank) and id."""
    words = json.dumps([mark, comment_id], separators=(",", ":")).encode()
    sealed = _seal_of(words, scope, key)
    return base64.urlsafe_b64encode(_covered(words, sealed, key) + sealed).decode().rstrip("=")


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
    given = raw[-SEAL_BYTES:]
    words = _covered(raw[:-SEAL_BYTES], given, key)
    if not hmac.compare_digest(given, _seal_of(words, scope, key)):
        message = "a cursor of somewhere else"
        raise ValueError(message)
    mark, comment_id = json.loads(words)
    return int(mark), int(comment_id)


def _seal_of(words: bytes, scope: str, key: bytes) -> bytes:
    return hmac.new(key, scope.encode() + b"|" + words, hashlib.sha256).digest()[:SEAL_BYTES]


def _covered(words: bytes, sealed: bytes, key: bytes) -> bytes:
    """Return the words covered, or what was covered uncovered; what is longer than any words of ours is cut."""
    cover = hmac.new(key, b"cover|" + sealed, hashlib.sha512).digest()
    return bytes(word ^ over for word, over in zip(words[:COVER_BYTES], cover, strict=False))
