"""Facts that were written, and how far each handler has come."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class OutboxEntry(models.Model):
    """One fact, in the transaction of the rows it speaks of."""

    id = models.BigAutoField(primary_key=True)
    seq = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=80)
    publication_id = models.BigIntegerField()
    payload = models.JSONField()
    keys = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        """Named for the room. On SQLite `seq` stays empty and costs no index entry."""

        app_label = "kit"
        db_table = "kit_outbox"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seq"], name="outbox_seq_once", condition=models.Q(seq__isnull=False))
        ]
        indexes: ClassVar = [models.Index(fields=["id"], name="outbox_unstamped", condition=models.Q(seq=None))]


class DrainState(models.Model):
    """The one row that hands out sequence numbers (PostgreSQL: locked while stamping)."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    last_seq = models.BigIntegerField(default=0)

    class Meta:
        """Named for the room."""

        app_label = "kit"
        db_table = "kit_drain_state"


class HandlerCursor(models.Model):
    """How far one AFTER handler has come, and whether it stumbles."""

    name = models.CharField(max_length=120, primary_key=True)
    seq = models.BigIntegerField(default=0)
    failures = models.IntegerField(default=0)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        """Named for the room."""

        app_label = "kit"
        db_table = "kit_handler_cursor"


class ParkedFact(models.Model):
    """A fact that a handler failed on ten times; `doctor` shows it."""

    id = models.BigAutoField(primary_key=True)
    handler = models.CharField(max_length=120)
    seq = models.BigIntegerField()
    error = models.TextField()
    parked_at = models.DateTimeField()

    class Meta:
        """Once for each handler and fact."""

        app_label = "kit"
        db_table = "kit_parked_fact"
        constraints: ClassVar = [models.UniqueConstraint(fields=["handler", "seq"], name="parked_once")]
