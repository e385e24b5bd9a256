"""Remember which item of a source became which row. Called in the transaction that wrote the row."""

from __future__ import annotations

from collections.abc import Iterable

from folkmoot.kit.bulk import insert_rows
from folkmoot.portability.models import ImportedItem
from folkmoot.portability.values import Kind


def record_import(*, publication_id: int, source: str, kind: Kind, targets: Iterable[tuple[str, int]]) -> None:
    """Write down (source id, row id) pairs. Runs in the caller's transaction.

    Raises:
        IntegrityError: one of them was imported before; the caller's rows go with it.
    """
    rows = ((publication_id, source, kind.value, source_id, target_id) for source_id, target_id in targets)
    insert_rows(ImportedItem, ("publication_id", "source", "kind", "source_id", "target_id"), rows)
