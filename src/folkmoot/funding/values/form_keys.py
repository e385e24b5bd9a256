"""The one-time key in each form: it says when and for which campaign we made the form, and makes sending it twice once."""

from __future__ import annotations

import hmac
import secrets
from datetime import UTC, datetime

from folkmoot.kit.keys import keyed_hash

KEY = "giving"
SEAL_CHARS = 22
RANDOM_BYTES = 12


def make_form_key(campaign_id: int, *, now: datetime) -> str:
    """Return a fresh key for a form of a campaign: `{seconds}-{random}-{seal}`, about fifty characters."""
    words = f"{int(now.timestamp())}-{secrets.token_hex(RANDOM_BYTES)}"
    return f"{words}-{_seal(campaign_id, words)}"


def form_made_at(form_key: str, campaign_id: int) -> datetime | None:
    """Return when a form of this campaign was made; None for a key that is not ours."""
    words, _, seal = form_key.rpartition("-")
    if not hmac.compare_digest(seal.encode(), _seal(campaign_id, words).encode()):
        return None
    return datetime.fromtimestamp(int(words.partition("-")[0]), tz=UTC)


def _seal(campaign_id: int, words: str) -> str:
    return keyed_hash(KEY, f"form|{campaign_id}|{words}")[:SEAL_CHARS]
