from __future__ import annotations

import pytest
from django.db import transaction

from folkmoot.kit.outbox.emit import Ports, emit, news
from folkmoot.kit.outbox.models import OutboxEntry
from tests.cast import NOON
from tests.kit.outbox.facts import Noted

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
FACT = Noted(publication_id=7, at=NOON, number=1)


@pytest.fixture
def told(monkeypatch):
    """Return the surrogate keys that were told after a commit."""
    keys = []
    monkeypatch.setattr(Ports, "after_commit", staticmethod(keys.extend))
    return keys


def test_a_fact_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError, match=r"test\.noted was emitted outside a transaction"):
        emit(FACT)


def test_the_fact_its_projections_and_its_rows_stand_or_fall_together(monkeypatch):
    def failing(fact) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Ports, "in_transaction", {Noted: (failing,)})
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        emit(FACT)
    assert not OutboxEntry.objects.exists()


def test_keys_are_told_after_the_commit_and_never_without_one(told):
    with transaction.atomic():
        emit(FACT)
        assert told == []
    assert told == ["note-1"]
    with transaction.atomic():
        emit(FACT)
        transaction.set_rollback(True)
    assert told == ["note-1"]


def test_a_telling_that_fails_does_not_undo_what_is_acknowledged(monkeypatch):
    def failing(keys) -> None:
        raise OSError

    monkeypatch.setattr(Ports, "after_commit", staticmethod(failing))
    with transaction.atomic():
        emit(FACT)
    assert OutboxEntry.objects.get().keys == ["note-1"]


def test_the_drain_of_this_process_is_woken():
    news.clear()
    with transaction.atomic():
        emit(FACT)
        assert not news.is_set()
    assert news.is_set()
