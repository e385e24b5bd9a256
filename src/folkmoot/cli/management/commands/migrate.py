"""`folkmoot migrate`: Django's, one at a time."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.commands import migrate

from folkmoot.kit.outbox.owner import Chore, in_turn

LOOK_EVERY_S = 0.2


class Command(migrate.Command):
    """Of two nodes that start at once the second waits, and then finds nothing left to do."""

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Migrate when nobody else does."""
        with in_turn(Chore.MIGRATION, pause=self.pause):
            super().handle(*arguments, **options)

    def pause(self) -> None:
        """Let the other process work."""
        time.sleep(LOOK_EVERY_S)
