"""Several nodes that start at once on one database migrate it once."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from folkmoot.cli.management.commands import migrate
from folkmoot.kit.outbox.owner import Chore, ownership
from folkmoot.kit.readiness import pending_migrations
from tests.plugin import ON_POSTGRES

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
NODES = 3
FRESH = "folkmoot_fresh"
LAST = ("portability", "0001_initial")


@pytest.fixture
def fresh(tmp_path):
    """Return the settings of a database with nothing in it."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
    mine |= {"FOLKMOOT_DATA": str(tmp_path), "PYTHONWARNINGS": "error"}
    if not ON_POSTGRES:
        yield mine
        return
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {FRESH}")
    address = urlunsplit(urlsplit(settings.FOLKMOOT.database_url)._replace(path=f"/{FRESH}"))
    yield mine | {"FOLKMOOT_DATABASE_URL": address}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {FRESH} WITH (FORCE)")


def test_nodes_that_start_at_once_all_find_it_migrated(fresh):
    words = [sys.executable, "-m", "folkmoot", "migrate", "-v", "1"]
    nodes = [
        subprocess.Popen(words, env=fresh, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(NODES)
    ]
    told = [node.communicate(timeout=120) for node in nodes]
    assert [(node.returncode, err) for node, (_, err) in zip(nodes, told, strict=True)] == [(0, "")] * NODES
    assert sorted("No migrations to apply" in out for out, _ in told) == [False, *[True] * (NODES - 1)]


def test_whoever_comes_while_another_migrates_waits_and_has_nothing_to_do(monkeypatch):
    recorder = MigrationRecorder(connection)
    recorder.record_unapplied(*LAST)
    assert pending_migrations() == [".".join(LAST)]
    other = ownership(Chore.MIGRATION)
    assert other.hold()
    waited = []

    def the_other_finishes(_command):
        waited.append(pending_migrations())
        recorder.record_applied(*LAST)
        other.release()

    monkeypatch.setattr(migrate.Command, "pause", the_other_finishes)
    call_command("migrate", verbosity=0)
    assert waited == [[".".join(LAST)]]
    assert pending_migrations() == []


def test_the_drain_and_a_migration_do_not_wait_for_each_other():
    drain, migration = ownership(), ownership(Chore.MIGRATION)
    assert drain.hold()
    assert migration.hold()
    drain.release()
    migration.release()
