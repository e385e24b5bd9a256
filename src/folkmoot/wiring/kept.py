"""Commands tell the shelves of all processes which pages changed."""

from __future__ import annotations

from functools import cached_property

from django.conf import settings

from folkmoot.edge.epochs import Epochs
from folkmoot.kit.outbox.changes import Change


class KeptPages:
    """The port `kit.outbox.emit.Pages`: what is told here stands in the epochs of this machine."""

    @cached_property
    def epochs(self) -> Epochs:
        """Return the epochs in the data folder; mapped when they are first needed, so that a look around leaves no file."""
        return Epochs(settings.FOLKMOOT.data / "epochs")

    def tell(self, change: Change) -> None:
        """Make the pages of this change out of date."""
        self.epochs.tell(change.keys, takedown=change.takedown)
        self.epochs.remember(change.fact_id)

    def was_told(self, fact_id: int) -> bool:
        """Return whether this was done on this machine before, as far as is remembered."""
        return self.epochs.remembers(fact_id)

    def tell_again(self, change: Change) -> None:
        """Do so unless it was done on this machine before."""
        if not self.was_told(change.fact_id):
            self.tell(change)

    def tell_everything(self) -> None:
        """Make every page out of date."""
        self.epochs.tell_everything()


kept_pages = KeptPages()
