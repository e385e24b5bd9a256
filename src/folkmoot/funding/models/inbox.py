"""What providers told us, and what of it nobody could make sense of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from folkmoot.articles.models import Publication


class ProviderEvent(models.Model):
    """A message of a provider, whose signature was right. It is a hint: what is true is asked for.

    Attributes:
        contribution: our own name of what it is about; empty for what is none of ours.
        done_at: when what it hinted at was fetched; None: it is tried again.
    """

    id = models.BigAutoField(primary_key=True)
    provider = models.CharField(max_length=10)
    account = models.CharField(max_length=64, blank=True, default="")
    event_id = models.CharField(max_length=255)
    kind = models.CharField(max_length=80)
    contribution = models.CharField(max_length=32, blank=True, default="")
    body = models.TextField()
    received_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        """Each message once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "account", "event_id"], name="provider_event_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["received_at"], condition=Q(done_at=None), name="provider_events_open")
        ]


class Quarantined(models.Model):
    """Money that does not fit: another amount, currency, account or mode than agreed. Never booked; a person looks.

    Attributes:
        key: natural, so that the same misfit is written down once.
        reason: `QuarantineReason`-like code: `amount`, `currency`, `account`, `mode`, `exceeded`.
        details: what was expected and what came, for a person.
        settled_at: when somebody had looked.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="quarantined")
    contribution = models.ForeignKey(
        "funding.Contribution", null=True, on_delete=models.PROTECT, related_name="quarantined"
    )
    key = models.CharField(max_length=400)
    reason = models.CharField(max_length=16)
    details = models.JSONField()
    seen_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_note = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        """Each misfit once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "key"], name="quarantined_once")]


class Alarm(models.Model):
    """Something about giving that a person must know now.

    Attributes:
        kind: `card_testing`, `quarantine`, `provider_down`.
        key: natural: one alarm for one trouble, not one a minute.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="funding_alarms")
    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        """Raised once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "kind", "key"], name="alarm_once")]


class Payout(models.Model):
    """Money that a provider sent to the bank, for whoever compares it with the statement."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="payouts")
    provider = models.CharField(max_length=10)
    account = models.CharField(max_length=64, blank=True, default="")
    ref = models.CharField(max_length=255)
    is_test = models.BooleanField(default=False)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        """Each once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["provider", "account", "ref"], name="payout_once")]
