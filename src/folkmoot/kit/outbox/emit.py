"""Tell that something happened: the outbox row and the room's own projections, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db import transaction

from folkmoot.kit.outbox.facts import Fact, to_payload
from folkmoot.kit.outbox.models import OutboxEntry

Handler = Callable[[Fact], None]


class Ports:
    """What `wiring` fills: projections inside the transaction, and what to do once it is durable."""

    in_transaction: Mapping[type[Fact], Sequence[Handler]] = {}
    after_commit: Callable[[Sequence[str]], None] = staticmethod(lambda _keys: None)


def emit(fact: Fact) -> None:
    """Write the fact to the outbox and run its projections.

    Raises:
        RuntimeError: called outside a transaction; the fact could be lost or untrue.
    """
    if not transaction.get_connection().in_atomic_block:
        message = f"{fact.kind} was emitted outside a transaction"
        raise RuntimeError(message)
    keys = fact.surrogate_keys()
    OutboxEntry.objects.create(
        kind=fact.kind, publication_id=fact.publication_id, payload=to_payload(fact), keys=list(keys), at=fact.at
    )
    for project in Ports.in_transaction.get(type(fact), ()):
        project(fact)
    if keys:
        transaction.on_commit(lambda: Ports.after_commit(keys))
