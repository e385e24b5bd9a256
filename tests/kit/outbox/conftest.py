"""Two facts that exist only here, and what is needed to emit and follow them."""

from __future__ import annotations

import pytest
from django.db import transaction

from folkmoot.kit.outbox.emit import Ports, emit
from tests.cast import NOON
from tests.kit.outbox.facts import Kept, Noted


@pytest.fixture
def kept():
    return Kept()


@pytest.fixture
def follow(monkeypatch):
    """Set the AFTER table, as `wiring` does; nobody keeps pages."""

    def set_table(table) -> None:
        monkeypatch.setattr(Ports, "after", table)

    set_table({})
    monkeypatch.setattr(Ports, "pages", None)
    return set_table


@pytest.fixture
def note():
    """Emit one numbered fact in a transaction of its own."""

    def emit_one(number: int, *, fact=Noted, at=NOON) -> None:
        with transaction.atomic():
            emit(fact(publication_id=1, at=at, number=number))

    return emit_one
