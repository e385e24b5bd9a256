"""Tell that something happened: the outbox row and the room's own projections, in one transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence

from django.db import transaction

from folkmoot.kit.failpoints import Failpoint, reach
from folkmoot.kit.outbox.changes import Change, Pages
from folkmoot.kit.outbox.facts import Fact, to_payload
from folkmoot.kit.outbox.models import OutboxEntry
from folkmoot.kit.outbox.notices import announce
from folkmoot.kit.sql import insert

Handler = Callable[[Fact], None]


class Ports:
    """What `wiring` fills.

    Attributes:
        in_transaction: projections that run with the writing itself.
        after: (name, handler) for each fact, run later by the drain, each name with a cursor of its own; handlers are
            idempotent, and a name is permanent.
        pages: who keeps pages; None while nobody does.
    """

    in_transaction: Mapping[type[Fact], Sequence[Handler]] = {}
    after: Mapping[type[Fact], Sequence[tuple[str, Handler]]] = {}
    pages: Pages | None = None


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
    entry = OutboxEntry(
        kind=fact.kind, publication_id=fact.publication_id, payload=to_payload(fact), keys=list(keys), at=fact.at
    )
    insert(entry)
    for project in Ports.in_transaction.get(type(fact), ()):
        project(fact)
    change = Change(fact_id=entry.id, keys=keys, takedown=fact.takedown)
    if keys:
        announce(change)
    transaction.on_commit(lambda: _tell(change), robust=True)  # what fails here is done again by the drain


def _tell(change: Change) -> None:
    reach(Failpoint.FACT_COMMITTED)
    news.set()
    if change.keys and Ports.pages is not None:
        Ports.pages.tell(change)
    reach(Failpoint.FACT_SHOWN)
