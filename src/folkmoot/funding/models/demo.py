"""The demo provider's own books: what a real provider would keep on its own machines. No money moves."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DemoCheckout(models.Model):
    """A page of the demo provider where somebody pays with nothing.

    Attributes:
        ref: random; it is the address of the page.
        order: what we asked for, as `CheckoutOrder`.
        picture: all that the provider knows: charges, refunds, disputes, the subscription.
        changed_at: when any of it last changed.
    """

    id = models.BigAutoField(primary_key=True)
    ref = models.CharField(max_length=40, unique=True)
    contribution = models.CharField(max_length=32, db_index=True)
    order = models.JSONField()
    picture = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(db_index=True)


class DemoMessage(models.Model):
    """A webhook that the demo provider has to deliver, and what the person at its desk wants done with it.

    Attributes:
        event_id: its name, the same for each delivery of it.
        body: what is sent.
        delivered: how often it was.
        dropped: whether it is never sent.
    """

    id = models.BigAutoField(primary_key=True)
    checkout = models.ForeignKey(DemoCheckout, on_delete=models.CASCADE, related_name="messages")
    event_id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=40)
    body = models.TextField()
    delivered = models.IntegerField(default=0)
    dropped = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        """In the order in which they were made."""

        ordering: ClassVar = ["id"]


class DemoPayout(models.Model):
    """Money that the demo provider says it sent."""

    id = models.BigAutoField(primary_key=True)
    ref = models.CharField(max_length=40, unique=True)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    at = models.DateTimeField()
