"""`/readyz`: what stands against sending requests here."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from folkmoot.kit.outbox.drain import Drain
from folkmoot.kit.outbox.emit import Ports, emit
from folkmoot.kit.readiness import Readiness, pending_migrations
from tests.cast import NOON
from tests.kit.outbox.facts import Kept, Noted


@pytest.mark.both_databases
@pytest.mark.django_db
def test_a_migrated_house_is_ready():
    answer = Client().get("/readyz")
    assert (answer.status_code, json.loads(answer.content)) == (200, {"ready": True, "against": []})
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.both_databases
@pytest.mark.django_db
def test_a_migration_that_is_missing_is_asked_for_until_it_is_there():
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    readiness = Readiness()
    assert pending_migrations() == ["sessions.0001_initial"]
    assert readiness.reasons_against(now=NOON) == ["migrations"]
    MigrationRecorder(connection).record_applied("sessions", "0001_initial")
    assert readiness.reasons_against(now=NOON + timedelta(seconds=1)) == []


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_the_reason():
    def refuse(*_):
        message = "the disk is on fire"
        raise OperationalError(message)

    with connection.execute_wrapper(refuse):
        assert Readiness().reasons_against(now=NOON) == ["database"]


@pytest.mark.both_databases
@pytest.mark.django_db
def test_facts_that_nobody_brings_to_anyone_are_the_reason(monkeypatch):
    monkeypatch.setattr(Ports, "after", {Noted: [("notes", Kept())]})
    monkeypatch.setattr(Ports, "pages", None)
    readiness = Readiness()
    with transaction.atomic():
        emit(Noted(publication_id=1, at=NOON, number=1))
    assert readiness.reasons_against(now=NOON + timedelta(seconds=59)) == []
    assert readiness.reasons_against(now=NOON + timedelta(seconds=61)) == ["drain"]
    Drain().run_once(NOON + timedelta(seconds=61))
    assert readiness.reasons_against(now=NOON + timedelta(seconds=62)) == []


@pytest.mark.both_databases
@pytest.mark.django_db
def test_asking_costs_the_same_however_much_waits(monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(Ports, "after", {Noted: [("notes", Kept())]})
    monkeypatch.setattr(Ports, "pages", None)
    readiness = Readiness()
    readiness.reasons_against(now=NOON)
    with transaction.atomic():
        for number in range(50):
            emit(Noted(publication_id=1, at=NOON, number=number))
    with django_assert_max_num_queries(3) as asked:
        readiness.reasons_against(now=NOON)
    assert not any("COUNT(" in query["sql"] for query in asked)
