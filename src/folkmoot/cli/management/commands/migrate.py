"""`folkmoot migrate`: Django's, one at a time, and each migration whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from folkmoot.cli.upgrade import enter, make_safe
from folkmoot.kit.failpoints import Failpoint, reach
from folkmoot.kit.outbox.owner import Chore, in_turn
from folkmoot.kit.readiness import pending_migrations

LOOK_EVERY_S = 0.2


class Executor(MigrationExecutor):
    """Writes that a migration was applied in the transaction that applies it.

    Django's does that only where a migration leaves no index or constraint for the end. With one, a process that dies
    between the two commits leaves tables that the next start tries to make again, and cannot.
    """

    def apply_migration(self, state: ProjectState, migration: Migration, *how: bool, **named: bool) -> ProjectState:
        """Return the state after the migration, which is committed."""
        reach(Failpoint.MIGRATION_COMING)
        if not migration.atomic:
            return super().apply_migration(state, migration, *how, **named)
        with _in_one_transaction(self.connection):
            state = super().apply_migration(state, migration, *how, **named)
            reach(Failpoint.MIGRATION_WRITTEN)
        reach(Failpoint.MIGRATION_COMMITTED)
        return state


@contextmanager
def _in_one_transaction(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Run the block in a transaction. SQLite's schema editor wants foreign keys off, which only helps before BEGIN.

    The editor checks them itself before it is done.
    """
    with connection.constraint_checks_disabled(), transaction.atomic(using=connection.alias):
        yield


class Command(migrate.Command):
    """Of two nodes that start at once the second waits, and then finds nothing left to do."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Take Django's options and ours."""
        super().add_arguments(parser)
        parser.add_argument(
            "--backup", action="store_true", help="make a verified backup first if anything is pending, as serve does"
        )

    def handle(self, *arguments: Any, backup: bool = False, **options: Any) -> None:
        """Migrate when nobody else does.

        Raises:
            CommandError: a newer program made the database, a restore is at work, or the backup failed.
        """
        enter()
        migrate.MigrationExecutor = Executor  # type: ignore[attr-defined]  # Django's command has no other way in
        with in_turn(Chore.MIGRATION, pause=self.pause):
            if backup and pending_migrations() and (path := make_safe()):
                self.stderr.write(f"The database is backed up in {path} before it is upgraded.")
            super().handle(*arguments, **options)

    def pause(self) -> None:
        """Let the other process work."""
        time.sleep(LOOK_EVERY_S)
