"""Is this house ready to serve? For `/readyz` and `doctor`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.executor import MigrationExecutor

from folkmoot.kit.outbox.backlog import HandlerBacklog, oldest_untried

LAG_ALLOWED = timedelta(seconds=60)


def pending_migrations() -> list[str]:
    """Return the names of migrations that the database has not had yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def lags(handler: HandlerBacklog, *, now: datetime) -> bool:
    """Return whether facts wait although nothing failed: then nobody is draining.

    A handler that fails and is tried again with growing pauses is no reason to turn readers away.
    """
    return handler.failures == 0 and handler.oldest_at is not None and handler.oldest_at < now - LAG_ALLOWED


class Readiness:
    """What one process knows about itself; a database once found migrated is not asked again.

    A disk that is full or that failed is no reason: readers can still read here. `doctor` and `/metrics` tell of it.
    """

    def __init__(self) -> None:
        """Start knowing nothing."""
        self._migrated = False

    def reasons_against(self, *, now: datetime) -> list[str]:
        """Return why requests should go elsewhere for now: `database`, `migrations`, `drain`; empty when ready."""
        try:
            self._migrated = self._migrated or not pending_migrations()
            if not self._migrated:
                return ["migrations"]
            untried = oldest_untried()
            return ["drain"] if untried is not None and untried < now - LAG_ALLOWED else []
        except (DatabaseError, InterfaceError):
            return ["database"]
