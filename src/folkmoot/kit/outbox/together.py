"""A handler that would rather have many facts at once: one transaction for all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from folkmoot.kit.outbox.facts import Fact


@dataclass(frozen=True, slots=True)
class Together:
    """Stands in the table of what comes after like any other handler; the drain hands it all that waits.

    What fails together is tried again one by one, so that one bad fact does not hold up the others.
    """

    handle_all: Callable[[Sequence[Fact]], None]

    def __call__(self, fact: Fact) -> None:
        """Handle one."""
        self.handle_all((fact,))
