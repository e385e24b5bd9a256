"""The listener: what it passes on, and that the shelf is shut whenever it could have missed something."""

from __future__ import annotations

import contextlib
import logging
import time
from functools import partial

import psycopg
import pytest
from django.db import connection, transaction

from folkmoot.kit.outbox.changes import Change
from folkmoot.kit.outbox.link import APPLICATION, notices_arrive
from folkmoot.kit.outbox.listener import Timing, start_listener
from folkmoot.kit.outbox.notices import CHANNEL, announce
from tests.kit.outbox.hearing import EVERYTHING, PATIENCE_S, Listening
from tests.plugin import ON_POSTGRES
from tests.wire import Wire, connect_to

pytestmark = [
    pytest.mark.both_databases,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not ON_POSTGRES, reason="one machine has nobody to listen to"),
]
QUICK = Timing(ping_every_s=0.1, lost_after_s=0.6, first_wait_s=0.02, longest_wait_s=0.1)
REFUSED = "connection refused"
BACK = (EVERYTHING, "reopen")
CHANGE = Change(fact_id=7, keys=("thread-1",), takedown=True)


@pytest.fixture
def listening():
    return Listening()


@pytest.fixture
def start(listening):
    """Start a listener, stopped when the test ends."""
    with contextlib.ExitStack() as stack:

        def start_one(timing=QUICK):
            listener = start_listener(listening, shut=listening.shut, reopen=listening.reopen, timing=timing)
            stack.callback(listener.stop)
            return listener

        yield start_one


@pytest.fixture
def wire(monkeypatch, request):
    """Put a wire between listeners and the database; a parameter says which of their connections can be cut."""
    with Wire(partial(connect_to, connection.settings_dict), only=getattr(request, "param", b"")) as wire:
        directly = psycopg.connect

        def connect(**parameters):
            if parameters.get("application_name") == APPLICATION:
                parameters |= {"host": "127.0.0.1", "port": wire.port, "sslmode": "disable"}
            return directly(**parameters)

        monkeypatch.setattr(psycopg, "connect", connect)
        yield wire


def say(change):
    with transaction.atomic():
        announce(change)


def of_listeners(question):
    """Return the first column of a question about the listeners' sessions on this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {question} FROM pg_stat_activity WHERE application_name = %s AND datname = current_database()",
            [APPLICATION],
        )
        return [value for (value,) in cursor.fetchall()]


def test_the_shelf_is_shut_until_the_first_ping_is_heard(start, listening, wire):
    wire.cut()
    start()
    assert listening.told == ["shut"]
    wire.mend()
    assert listening.comes_to(["shut", *BACK])


def test_what_others_announce_is_passed_on_in_order(start, listening):
    start()
    assert listening.comes_to(["shut", *BACK])
    changes = [Change(number, (f"comment-{number}",), takedown=False) for number in range(20)]
    for change in changes:
        say(change)
    assert listening.comes_to(["shut", *BACK, *changes])


def test_a_notice_that_cannot_be_read_may_mean_any_page(start, listening):
    start()
    assert listening.comes_to(["shut", *BACK])
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}, 'said by a later program'")
    assert listening.comes_to(["shut", *BACK, EVERYTHING])


@pytest.mark.parametrize("wire", [b"", b"LISTEN"], indirect=True)
def test_a_link_that_falls_silent_shuts_the_shelf_in_time_and_a_new_one_reopens_it_once(start, listening, wire):
    """All of it, or only the session that listens: as behind a pooler that gives sessions to others."""
    start()
    assert listening.comes_to(["shut", *BACK])
    cut_at_s = time.monotonic()
    wire.cut()
    say(CHANGE)
    assert listening.comes_to(["shut", *BACK, "shut"])
    assert time.monotonic() - cut_at_s < QUICK.lost_after_s + 3
    wire.mend()
    assert listening.comes_to(["shut", *BACK, "shut", *BACK])
    say(CHANGE)
    assert listening.comes_to(["shut", *BACK, "shut", *BACK, CHANGE])


@pytest.mark.parametrize("wire", [b"NOTIFY"], indirect=True)
def test_pings_that_do_not_leave_prove_nothing(start, listening, wire):
    start()
    assert listening.comes_to(["shut", *BACK])
    wire.cut()
    assert listening.comes_to(["shut", *BACK, "shut"])
    wire.mend()
    assert listening.comes_to(["shut", *BACK, "shut", *BACK])


@pytest.mark.parametrize("wire", [b"LISTEN"], indirect=True)
def test_doctor_hears_whether_notices_arrive(wire):
    assert notices_arrive(PATIENCE_S)
    wire.cut()
    assert not notices_arrive(QUICK.lost_after_s)


def test_a_link_that_breaks_shuts_the_shelf_at_once(start, listening, wire):
    start(Timing(ping_every_s=60, lost_after_s=180, first_wait_s=0.02))
    assert listening.comes_to(["shut", *BACK])
    assert wire.reset() == 2
    assert listening.comes_to(["shut", *BACK, "shut", *BACK])


@pytest.mark.parametrize("which", ["LISTEN", "NOTIFY"])
def test_a_server_that_ends_either_session_shuts_the_shelf_until_there_is_a_new_one(start, listening, which):
    start()
    assert listening.comes_to(["shut", *BACK])
    said = "query LIKE '%%LISTEN %%'" if which == "LISTEN" else "query NOT LIKE '%%LISTEN %%'"
    (ended,) = [pid for pid in of_listeners(f"CASE WHEN {said} THEN pid END") if pid]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [ended])
    assert listening.comes_to(["shut", *BACK, "shut", *BACK])
    say(CHANGE)
    assert listening.until(lambda told: told[-1] == CHANGE)
    assert ended not in of_listeners("pid")


def test_a_database_that_is_away_is_asked_seldom_and_found_again(start, listening, monkeypatch, caplog):
    asked_at_s = []
    away = [True]
    connect = psycopg.connect

    def counted(**parameters):
        asked_at_s.append(time.monotonic())
        if away:
            raise psycopg.OperationalError(REFUSED)
        return connect(**parameters)

    monkeypatch.setattr(psycopg, "connect", counted)
    with caplog.at_level(logging.INFO, logger="folkmoot.kit.outbox.listener"):
        start()
        began_s = time.monotonic()
        while len(asked_at_s) < 12:
            time.sleep(0.01)
        assert time.monotonic() - began_s > 12 * QUICK.longest_wait_s / 2 / 2
        away.clear()
        assert listening.comes_to(["shut", *BACK])
        deadline_s = time.monotonic() + PATIENCE_S
        while len(caplog.records) < 2 and time.monotonic() < deadline_s:  # it says so a moment after it is back
            time.sleep(0.01)
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert REFUSED in caplog.messages[0]


def test_pages_that_cannot_be_told_shut_the_shelf(start, listening, monkeypatch, caplog):
    def stumble(change):
        monkeypatch.undo()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(listening, "tell_again", stumble)
    start()
    assert listening.comes_to(["shut", *BACK])
    say(CHANGE)
    assert listening.comes_to(["shut", *BACK, "shut", *BACK])
    assert "the listener stumbled" in caplog.text


def test_stopping_is_prompt_and_shuts_the_shelf(start, listening):
    listener = start(Timing(ping_every_s=60, lost_after_s=180))
    assert listening.comes_to(["shut", *BACK])
    began_s = time.monotonic()
    listener.stop()
    assert time.monotonic() - began_s < 5
    assert listening.told == ["shut", *BACK, "shut"]
    assert not listener._thread.is_alive()


def test_stopping_is_prompt_while_the_database_is_away(start, listening, monkeypatch):
    def refuse(**_):
        raise psycopg.OperationalError(REFUSED)

    monkeypatch.setattr(psycopg, "connect", refuse)
    listener = start(Timing(first_wait_s=60, longest_wait_s=60))
    began_s = time.monotonic()
    listener.stop()
    assert time.monotonic() - began_s < 5
    assert listening.told == ["shut"]
