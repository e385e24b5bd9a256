"""What `/metrics` shows, and that the page for operators names all of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connection, transaction
from prometheus_client.parser import text_string_to_metric_families

from folkmoot.kit.metrics.gather import board, metrics_text
from folkmoot.kit.metrics.report import Reporter
from folkmoot.kit.outbox.emit import Ports, emit
from tests.cast import NOON
from tests.kit.outbox.facts import Kept, Noted

PAGE = Path(__file__).parents[3] / "docs" / "operate" / "watch.md"


@pytest.fixture(autouse=True)
def _house(settings, tmp_path):
    settings.FOLKMOOT = replace(settings.FOLKMOOT, data=tmp_path)


def shown(now=NOON):
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(metrics_text(now=now))
        for sample in family.samples
    }


@pytest.mark.both_databases
@pytest.mark.django_db
def test_facts_that_wait_are_shown_with_the_age_of_the_oldest(monkeypatch):
    monkeypatch.setattr(Ports, "after", {Noted: [("notes", Kept())]})
    monkeypatch.setattr(Ports, "pages", None)
    with transaction.atomic():
        for minute in (1, 2):
            emit(Noted(publication_id=1, at=NOON + timedelta(minutes=minute), number=minute))
    figures = shown(NOON + timedelta(minutes=5))
    assert figures["folkmoot_outbox_waiting",] == 2
    assert figures["folkmoot_outbox_oldest_seconds",] == 240
    assert figures["folkmoot_outbox_parked",] == 0


@pytest.mark.django_db
def test_while_the_database_is_away_everything_else_is_still_shown():
    def refuse(*_):
        message = "the disk is on fire"
        raise OperationalError(message)

    with connection.execute_wrapper(refuse):
        figures = shown()
    assert figures["folkmoot_database_up",] == 0
    assert ("folkmoot_outbox_waiting",) not in figures
    assert figures["folkmoot_disk_free_bytes",] > 0


@pytest.mark.django_db
def test_a_process_reports_itself_and_leaves_its_counters_behind():
    reporter = Reporter(board(), sources=[lambda slate: slate.show("shelf_entries", 5)])
    reporter.start()
    reporter.count_request("GET", 200)
    reporter.count_request("BREW", 418)
    running = shown()
    reporter.stop()
    reporter.count_request("GET", 200)  # too late, and harmless
    stopped = shown()
    for figures in (running, stopped):
        assert figures["folkmoot_requests_total", "GET", "2xx", "house"] == 1
        assert figures["folkmoot_requests_total", "other", "4xx", "house"] == 1
        assert figures["folkmoot_cpu_seconds_total",] > 0
    assert (running["folkmoot_processes",], running["folkmoot_shelf_entries",]) == (1, 5)
    assert running["folkmoot_resident_bytes", "0"] > 10 * 2**20
    assert (stopped["folkmoot_processes",], stopped["folkmoot_shelf_entries",]) == (0, 0)
    assert ("folkmoot_resident_bytes", "0") not in stopped


@pytest.mark.django_db
def test_a_source_that_stumbles_leaves_the_others_alone():
    def stumble(_slate):
        message = "no figures today"
        raise ValueError(message)

    reporter = Reporter(board(), sources=[stumble, lambda slate: slate.show("shelf_entries", 5)])
    reporter.start()
    assert shown()["folkmoot_shelf_entries",] == 5
    reporter.stop()


@pytest.mark.django_db
def test_where_no_slate_can_be_had_the_process_does_without(settings, tmp_path):
    (tmp_path / "metrics").write_text("in the way")
    reporter = Reporter(board(), sources=())
    reporter.start()
    reporter.count_request("GET", 200)
    reporter.stop()
    assert shown()["folkmoot_processes",] == 0


@pytest.mark.django_db
def test_every_figure_is_explained_to_operators_and_no_other_is():
    slate = board().claim()
    told = set(re.findall(r"^# TYPE (\S+)", metrics_text(now=NOON), re.MULTILINE))
    slate.close()
    assert _bare(re.findall(r"\bfolkmoot_[a-z_]+", PAGE.read_text())) <= told
    explained = set()
    for row in re.findall(r"^\| (`folkmoot_.*?) \|", PAGE.read_text().partition("### All of them")[2], re.MULTILINE):
        names = [name.partition("{")[0] for name in re.findall(r"`([^`]+)`", row)]
        explained |= {name if name.startswith("folkmoot") else _same_stem(names[0], name) for name in names}
    assert _bare(explained) == told


def _bare(names):
    """Return the names of families: a summary's lines have endings."""
    return {re.sub(r"_(sum|count)$", "", name) for name in names}


def _same_stem(first, ending):
    """Return the whole name of what the page writes as `_ending` behind its sibling."""
    stems = {"folkmoot_shelf_hits_total": "folkmoot_shelf", "folkmoot_outbox_waiting": "folkmoot_outbox"}
    stems |= {
        "folkmoot_write_lock_taken_total": "folkmoot_write_lock",
        "folkmoot_render_seconds_sum": "folkmoot_render_seconds",
    }
    return stems[first] + ending
