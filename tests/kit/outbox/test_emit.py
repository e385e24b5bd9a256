from __future__ import annotations

import pytest
from django.db import transaction

from folkmoot.kit.outbox.changes import Change
from folkmoot.kit.outbox.emit import Ports, emit, news
from folkmoot.kit.outbox.models import OutboxEntry
from tests.cast import NOON
from tests.kit.outbox.facts import Listening, Noted

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
FACT = Noted(publication_id=7, at=NOON, number=1)


@pytest.fixture
def told(monkeypatch):
    """Return the changes that were told after a commit."""
    pages = Listening()
    monkeypatch.setattr(Ports, "pages", pages)
    return pages.first


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
    change = Change(fact_id=OutboxEntry.objects.get().id, keys=("note-1",), takedown=False)
    assert told == [change]
    with transaction.atomic():
        emit(FACT)
        transaction.set_rollback(True)
    assert told == [change]


def test_a_telling_that_fails_does_not_undo_what_is_acknowledged(monkeypatch):
    class Deaf(Listening):
        def tell(self, change) -> None:
            raise OSError

    monkeypatch.setattr(Ports, "pages", Deaf())
    with transaction.atomic():
        emit(FACT)
    assert OutboxEntry.objects.get().keys == ["note-1"]


def test_the_drain_of_this_process_is_woken():
    news.clear()
    with transaction.atomic():
        emit(FACT)
        assert not news.is_set()
    assert news.is_set()
