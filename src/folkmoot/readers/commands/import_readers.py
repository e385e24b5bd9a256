"""Bring readers in from elsewhere, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
    rows = Reader.objects.bulk_create(
        Reader(kind=ReaderKind.GUEST, name=one.name, claim_hash=one.claim_hash, created_at=one.first_acted_at)
        for one in people
    )
    return [row.id for row in rows]
