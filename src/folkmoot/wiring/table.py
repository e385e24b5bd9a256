"""One table: what needs what, and which fact leads to which handler. Read it to learn what the house does by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from folkmoot.kit.outbox import emit
from folkmoot.kit.outbox.facts import Fact

IN_TRANSACTION: Mapping[type[Fact], Sequence[emit.Handler]] = {}


def fill_ports() -> None:
    """Give every room what it asked for."""
    emit.Ports.in_transaction = IN_TRANSACTION
