"""Which migrations this program knows, and which the database has had: is one of them older than the other?"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def recorded_migrations() -> tuple[str, ...]:
    """Return the migrations that the database has had, as `app.name`; none where there is no such table."""
    return tuple(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def unknown_migrations(recorded: Iterable[str]) -> list[str]:
    """Return those that this program does not know: a newer one made them."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    known = set(loader.disk_migrations)
    for migration in loader.disk_migrations.values():
        known |= {(app, name) for app, name in migration.replaces}
    names = {f"{app}.{name}" for app, name in known}
    return sorted(set(recorded) - names)


def newer_database_sentence() -> str:
    """Return why this program must leave the database alone; "" when it need not."""
    unknown = unknown_migrations(recorded_migrations())
    if not unknown:
        return ""
    return (
        f"A newer Folkmoot made this database (it has had {unknown[0]}, which this one does not know): "
        "run that version or a newer one, or restore a backup from before the upgrade."
    )
