"""Tell that something happened: the outbox row and the room's own projections, in one transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

from django.db import transaction

from folkmoot.kit.outbox.facts import Fact, to_payload
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.kit.sql import insert

Handler = Callable[[Fact], None]


class Ports:
    """What `wiring` fills.

    Attributes:
        in_transaction: projections that run with the writing itself.
        after: (name, handler) for each fact, run later by the drain, each name with a cursor of its own; handlers are
            idempotent, and a name is permanent.
        after_commit: called with surrogate keys once they are durable, and again by the drain in case of a crash;
            None while nobody keeps pages.
    """

    in_transaction: Mapping[type[Fact], Sequence[Handler]] = {}
    after: Mapping[type[Fact], Sequence[tuple[str, Handler]]] = {}
    after_commit: Callable[[Sequence[str]], None] | None = None


# Set when this process made a fact durable; the drain, if it runs here, need not wait for its next look.
news = threading.Event()


def emit(fact: Fact) -> None:
    """Write the fact to the outbox and run its projections.

    Raises:
        RuntimeError: called outside a transaction; the fact could be lost or untrue.
    """
    if not transaction.get_connection().in_atomic_block:
        message = f"{fact.kind} was emitted outside a transaction"
        raise RuntimeError(message)
    keys = fact.surrogate_keys()
    insert(
        OutboxEntry(
            kind=fact.kind, publication_id=fact.publication_id, payload=to_payload(fact), keys=list(keys), at=fact.at
        )
    )
    for project in Ports.in_transaction.get(type(fact), ()):
        project(fact)
    transaction.on_commit(lambda: _tell(keys), robust=True)  # what fails here is done again by the drain


def _tell(keys: Sequence[str]) -> None:
    news.set()
    if keys and Ports.after_commit is not None:
        Ports.after_commit(keys)
