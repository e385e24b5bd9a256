"""What one machine tells the others: which pages a fact changed, as a notice of PostgreSQL.

A notice is sent inside the transaction, so it arrives if the commit does, and never without it. Machines that share
no file have nothing else; on SQLite there is one machine and nothing to say.
"""

from __future__ import annotations

import json

from django.db.transaction import get_connection

from folkmoot.kit.outbox.changes import Change
from folkmoot.kit.sql import rows

CHANNEL = "folkmoot_changes"
LONGEST_BYTES = 7900  # PostgreSQL refuses 8,000
EVERYTHING = '{"everything":true}'


def announce(change: Change) -> None:
    """Tell every machine of this change when the open transaction commits; nothing on SQLite.

    PostgreSQL lets commits that carry a notice happen one after the other.
    """
    if get_connection().vendor == "postgresql":
        rows("SELECT pg_notify(%s, %s)", CHANNEL, to_notice(change))


def to_notice(change: Change) -> str:
    """Return the change as ASCII JSON of at most `LONGEST_BYTES`; one with too many keys says that every page may have changed."""
    words = {"fact": change.fact_id, "keys": change.keys, "takedown": change.takedown}
    notice = json.dumps(words, separators=(",", ":"))
    return notice if len(notice) <= LONGEST_BYTES else EVERYTHING


def from_notice(notice: str) -> Change | None:
    """Return what `to_notice` wrote; None for everything, and for what cannot be read (a newer program may say more)."""
    try:
        words = json.loads(notice)
        return Change(fact_id=int(words["fact"]), keys=tuple(words["keys"]), takedown=bool(words["takedown"]))
    except (ValueError, TypeError, KeyError):
        return None
