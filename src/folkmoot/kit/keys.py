"""Secrets of this instance, as files in DIR/keys: outside the database and its dumps.

Day keys make network identities: they rotate with the UTC day and are destroyed
after 48 hours, so that no address can be recovered later.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32
DAY_KEYS_KEPT = 2


def _folder() -> Path:
    return Path(settings.FOLKMOOT.data) / "keys"


def read_or_make_key(path: Path) -> bytes:
    """Return the 32 bytes in `path`, made with fresh randomness where the file is missing.

    Several processes may start at once: the first link wins and all read the same bytes.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(KEY_BYTES))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink()  # on a full disk, too: whoever comes next finds nothing half made
    return path.read_bytes()


@lru_cache(maxsize=32)
def _cached(path: Path) -> bytes:
    return read_or_make_key(path)


def instance_key(name: str) -> bytes:
    """Return the lasting secret called `name` ("guest", "claim", …)."""
    return _cached(_folder() / name)


def day_key(day: date) -> bytes:
    """Return the secret of one UTC day, made on first use."""
    return _cached(_folder() / f"day-{day.isoformat()}")


def destroy_old_day_keys(*, now: datetime) -> int:
    """Delete day keys older than 48 hours; return how many went."""
    oldest = (now.astimezone(UTC) - timedelta(days=DAY_KEYS_KEPT - 1)).date()
    gone = 0
    for path in _folder().glob("day-*"):
        if date.fromisoformat(path.name.removeprefix("day-")) < oldest:
            path.unlink(missing_ok=True)
            gone += 1
    _cached.cache_clear()
    return gone


def network_ids(*, purpose: str, publication_id: int, prefix: str, now: datetime) -> tuple[str, str]:
    """Return the pseudonym of a network under today's and yesterday's key (hex, 32 digits each).

    Args:
        purpose: what it is used for; two purposes cannot be linked.
        prefix: the IPv4 address or IPv6 /64, as text; never stored.
    """
    today = now.astimezone(UTC).date()
    words = f"{purpose}|{publication_id}|{prefix}".encode()
    digests = (
        hmac.new(day_key(day), words, hashlib.sha256).hexdigest()[:32] for day in (today, today - timedelta(days=1))
    )
    return next(digests), next(digests)


def keyed_hash(name: str, words: str) -> str:
    """Return HMAC-SHA256 of `words` under the instance key `name`, as 64 hex digits."""
    return hmac.new(instance_key(name), words.encode(), hashlib.sha256).hexdigest()
