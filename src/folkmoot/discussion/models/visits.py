"""When a reader was last in a thread."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from folkmoot.discussion.models.threads import Thread
from folkmoot.readers.models import Reader


class Visit(models.Model):
    """A reader's latest visit to a thread, and the end of the one before: what came since is new to them.

    Attributes:
        seen_at: when they were last known to read it.
        since: when their visit before this one ended; None on the first.
    """

    id = models.BigAutoField(primary_key=True)
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="+", db_index=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="+", db_index=False)
    seen_at = models.DateTimeField()
    since = models.DateTimeField(null=True)

    class Meta:
        """One a reader and thread."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["reader", "thread"], name="visit_once")]
