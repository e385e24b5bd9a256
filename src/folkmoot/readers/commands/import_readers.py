"""Bring readers in from elsewhere, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from folkmoot.kit.bulk import insert_rows, reserve_ids
from folkmoot.readers.models import Reader
from folkmoot.readers.values import ReaderKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedReader:
    """Someone who acted elsewhere. `claim_hash` is "" where they left no e-mail address."""

    name: str
    claim_hash: str
    first_acted_at: datetime


def import_readers(people: Sequence[ImportedReader]) -> list[int]:
    """Return the ids of new guests, in order. Runs in the caller's transaction."""
    ids = reserve_ids(Reader, len(people))
    rows = (
        (reader_id, ReaderKind.GUEST.value, one.name, one.claim_hash, None, one.first_acted_at)
        for reader_id, one in zip(ids, people, strict=True)
    )
    insert_rows(Reader, ("id", "kind", "name", "claim_hash", "account_id", "created_at"), rows)
    return ids
