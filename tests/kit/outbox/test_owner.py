from __future__ import annotations

import logging
import threading

import pytest
from django.db import connection, transaction

from folkmoot.kit.outbox import runner as runner_module
from folkmoot.kit.outbox.models import HandlerCursor
from folkmoot.kit.outbox.owner import ownership
from folkmoot.kit.outbox.runner import Runner, start_drain, stop_drain
from folkmoot.kit.timetable import TimetableRun
from tests.kit.outbox.facts import PATIENCE_S, Noted
from tests.plugin import ON_POSTGRES

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(runner_module, "CLAIM_EVERY_S", 0.05)


@pytest.fixture
def running(follow):
    """Return runners that are stopped at the end, whatever happens."""
    started = []

    def start() -> Runner:
        runner = Runner()
        runner.start()
        started.append(runner)
        return runner

    yield start
    for runner in started:
        runner.stop()


@pytest.fixture
def stumbled():
    """An event: the runner has written that it waits or stumbled, as each database calls a missing table."""
    heard = threading.Event()
    listener = logging.Handler()
    listener.emit = lambda record: heard.set() if record.getMessage().startswith("the drain ") else None
    runner_module.log.addHandler(listener)
    yield heard
    runner_module.log.removeHandler(listener)


def test_one_claim_holds_and_the_next_gets_it_when_it_is_given_up():
    first, second = ownership(), ownership()
    assert first.hold()
    assert not second.hold()
    assert first.hold()
    first.release()
    assert second.hold()
    assert not first.hold()
    second.release()


@pytest.mark.skipif(not ON_POSTGRES, reason="a file is held by the process, not by a connection")
def test_a_claim_whose_connection_was_lost_is_lost():
    claim = ownership()
    assert claim.hold()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [claim._connection.connection.info.backend_pid])
    assert not claim.hold()
    assert claim.hold()
    claim.release()


def test_a_runner_brings_facts_to_handlers_soon_and_keeps_the_timetable(running, follow, note, kept):
    follow({Noted: [("notes", kept)]})
    runner = running()
    note(1)
    assert kept.has([1])
    runner.stop()
    assert TimetableRun.objects.filter(name="kit.purge_facts", error="").exists()


def test_of_two_runners_one_works_and_the_other_takes_over(running, follow, note, kept):
    follow({Noted: [("notes", kept)]})
    first = running()
    note(1)
    assert kept.has([1])
    running()
    note(2)
    assert kept.has([1, 2])
    first.stop()
    note(3)
    assert kept.has([1, 2, 3])


def test_a_stopped_runner_gives_up_its_claim(running):
    running().stop()
    claim = ownership()
    assert claim.hold()
    claim.release()


def test_a_runner_outlives_a_database_that_stumbles(running, follow, note, kept, stumbled):
    follow({Noted: [("notes", kept)]})
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE kit_handler_cursor RENAME TO kit_handler_cursor_away")
    try:
        runner = running()
        note(1)
        assert stumbled.wait(PATIENCE_S)
        assert kept.numbers == []
    finally:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("ALTER TABLE kit_handler_cursor_away RENAME TO kit_handler_cursor")
    assert kept.has([1])
    runner.stop()
    assert HandlerCursor.objects.filter(name="notes").exists()


def test_a_process_has_one_runner_however_often_it_is_started(follow):
    runner = start_drain()
    assert start_drain() is runner
    stop_drain()
    stop_drain()
    assert not runner._thread.is_alive()
    assert start_drain() is not runner
    stop_drain()
