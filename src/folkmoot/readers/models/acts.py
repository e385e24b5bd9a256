"""What staff did."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class AuditEntry(models.Model):
    """One act of one member of staff. Written with the act itself, never changed, never deleted.

    `act` is a permanent code such as "article.published"; the room that owns it has its sentence. `subject` is what
    the thing was called then, `path` where it is found.
    """

    id = models.BigAutoField(primary_key=True)
    publication_id = models.BigIntegerField()
    account = models.ForeignKey("readers.Account", on_delete=models.PROTECT, related_name="acts", db_index=False)
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=300, blank=True)
    path = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        """Read from the newest, of everybody or of one person."""

        indexes: ClassVar = [
            models.Index(fields=["publication_id", "-id"], name="act_by_time"),
            models.Index(fields=["account", "publication_id", "-id"], name="act_by_account"),
        ]
