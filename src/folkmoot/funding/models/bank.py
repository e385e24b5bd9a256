"""Statements of our bank account: what came, and whose it is."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from folkmoot.articles.models import Publication
from folkmoot.funding.models.contributions import Contribution


class BankLine(models.Model):
    """One credit on a statement.

    Attributes:
        entry_key: the bank's own id, or a digest of the line and which of several equal ones of its statement it is.
        words: what the sender wrote.
        payer: who sent it, as the bank says; erased with the giver.
        ref: what it is called in the books: the `ref` of its payment. It has another after it was taken back.
        contribution: whose it is; None while nobody knows.
        taken_from: whose it was said to be before, wrongly.
        set_aside_at, set_aside_because: it is no gift at all.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="bank_lines")
    iban = models.CharField(max_length=34)
    entry_key = models.CharField(max_length=120)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    booked_on = models.DateField()
    words = models.CharField(max_length=500, blank=True, default="")
    payer = models.CharField(max_length=140, blank=True, default="")
    ref = models.CharField(max_length=255)
    contribution = models.ForeignKey(Contribution, null=True, on_delete=models.PROTECT, related_name="bank_lines")
    taken_from = models.ForeignKey(Contribution, null=True, on_delete=models.PROTECT, related_name="+")
    set_aside_at = models.DateTimeField(null=True)
    set_aside_because = models.CharField(max_length=400, blank=True, default="")
    read_at = models.DateTimeField()

    class Meta:
        """Each line once, however often its statement is read."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "iban", "entry_key"], name="bank_line_once"),
            models.UniqueConstraint(fields=["publication", "ref"], name="bank_line_ref_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["publication", "booked_on", "id"],
                condition=Q(contribution=None, set_aside_at=None),
                name="bank_lines_unclear",
            )
        ]
