"""What takes long runs beside the drain, one task at a time, and gives up when the process ends."""

from __future__ import annotations

import threading

import pytest

from folkmoot.kit import timetable
from folkmoot.kit.outbox.aside import Aside
from folkmoot.kit.outbox.runner import Runner
from folkmoot.kit.timetable import Entry, TimetableRun, run_due
from tests.cast import NOON
from tests.kit.outbox.facts import PATIENCE_S, Noted

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


class LongTask:
    """Runs until it may end or sees that the process ends."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.may_end = threading.Event()
        self.ran = []

    def __call__(self, *, now) -> None:
        self.begun.set()
        while not self.may_end.wait(0.01) and not timetable.closing.is_set():
            pass
        self.ran.append(now)


@pytest.fixture
def long_task(monkeypatch):
    task = LongTask()
    monkeypatch.setattr(timetable, "TIMETABLE", (Entry("test.long", 60, task, aside=True),))
    monkeypatch.setattr(timetable.Ports, "entries", ())
    yield task
    task.may_end.set()


def test_facts_are_handled_while_a_long_task_runs(long_task, follow, note, kept):
    follow({Noted: [("notes", kept)]})
    runner = Runner()
    runner.start()
    try:
        assert long_task.begun.wait(PATIENCE_S)
        note(1)
        assert kept.has([1])
        assert not long_task.ran
        assert not TimetableRun.objects.filter(name="test.long").exists()
    finally:
        runner.stop()
    assert len(long_task.ran) == 1, "it saw that the process ends"
    assert TimetableRun.objects.get(name="test.long").error == ""


def test_while_one_runs_no_other_is_started_and_it_stays_due(long_task):
    aside = Aside()
    assert run_due(NOON, take_aside=aside.take) == ("test.long",)
    assert long_task.begun.wait(PATIENCE_S)
    assert run_due(NOON, take_aside=aside.take) == ("test.long",)
    assert not aside.take(timetable.entries()[0], NOON)
    long_task.may_end.set()
    aside.stop()
    assert long_task.ran == [NOON]
    assert run_due(NOON, take_aside=aside.take) == ()
