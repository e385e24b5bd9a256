"""What this program knows of what was done to a database."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from folkmoot.kit.versions import newer_database_sentence, recorded_migrations, unknown_migrations

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db]


def test_our_own_database_is_known():
    assert "kit.0001_initial" in recorded_migrations()
    assert unknown_migrations(recorded_migrations()) == []
    assert newer_database_sentence() == ""


@pytest.mark.parametrize(("app", "name"), [("kit", "9999_later"), ("later_room", "0001_initial")])
def test_a_migration_that_only_a_newer_program_has_is_named(app, name):
    MigrationRecorder(connection).record_applied(app, name)
    assert unknown_migrations(recorded_migrations()) == [f"{app}.{name}"]
    sentence = newer_database_sentence()
    assert sentence.startswith(f"A newer Folkmoot made this database (it has had {app}.{name}, ")
    assert "\n" not in sentence
