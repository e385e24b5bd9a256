"""Letters that are to be sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from folkmoot.articles.models import Publication
from folkmoot.notifications.values import DeliveryState


class Delivery(models.Model):
    """One letter to one person about one fact.

    Attributes:
        kind, fact, recipient_key: the natural key: the same letter is never written twice. `fact` names what it is
            about (`payment|17`), `recipient_key` is a keyed hash of the address,
            the one by which supporters are counted: whoever is forgotten there is found here.
        to, subject, text: the letter; emptied some days after it was sent.
        state: `DeliveryState`.
        due_at: when it may be sent; later after each failed try.
        sending_at: when the mail server was last handed it; a crash in that moment is the one that may send it again.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=40)
    fact = models.CharField(max_length=100)
    recipient_key = models.CharField(max_length=64)
    to = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=400, blank=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, default=DeliveryState.WAITING.value)
    tries = models.IntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    sending_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        """Each letter once; those that wait are found at once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "kind", "fact", "recipient_key"], name="delivery_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at", "id"], condition=Q(state__in=["waiting", "sending"]), name="deliveries_due")
        ]
