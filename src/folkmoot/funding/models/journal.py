"""The journal: what happened to money. Rows are only ever added; both databases refuse everything else (migration 0002)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from folkmoot.articles.models import Publication
from folkmoot.funding.models.campaigns import Campaign
from folkmoot.funding.models.contributions import Payment


class JournalEntry(models.Model):
    """One fact, booked once.

    Attributes:
        key: natural: whoever books the same fact again finds it booked.
        kind: `pure.ledger.journal.EntryKind`.
        at: when it happened, by whoever moved the money.
        booked_at: when we wrote it down.
        gift_minor, cover_minor: how it splits, for entries of a payment; 0 otherwise.
        note: what a person said about it: of an opening amount, a correction.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="journal")
    campaign = models.ForeignKey(Campaign, null=True, on_delete=models.PROTECT, related_name="journal")
    payment = models.ForeignKey(Payment, null=True, on_delete=models.PROTECT, related_name="journal")
    key = models.CharField(max_length=400)
    kind = models.CharField(max_length=16)
    is_test = models.BooleanField(default=False)
    at = models.DateTimeField()
    booked_at = models.DateTimeField()
    gift_minor = models.BigIntegerField(default=0)
    cover_minor = models.BigIntegerField(default=0)
    note = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        """One entry a fact."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "key"], name="journal_key_once")]
        indexes: ClassVar = [models.Index(fields=["publication", "at", "id"], name="journal_by_time")]


class Posting(models.Model):
    """A movement of an entry: one amount from one account to another, so that nothing can be out of balance."""

    id = models.BigAutoField(primary_key=True)
    entry = models.ForeignKey(JournalEntry, on_delete=models.PROTECT, related_name="postings")
    debit = models.CharField(max_length=80)
    credit = models.CharField(max_length=80)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()

    class Meta:
        """Something moves, to somewhere else."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0) & ~Q(debit=F("credit")), name="posting_moves")
        ]


class ClosedMonth(models.Model):
    """A month whose books are closed: nothing is dated into it any more, only noted later as what it is.

    Attributes:
        first_day: the first of the month, in the publication's time zone.
        last_entry: the last entry that was there.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="closed_months")
    first_day = models.DateField()
    last_entry = models.BigIntegerField()
    balances = models.JSONField()
    closed_at = models.DateTimeField()

    class Meta:
        """Closed once."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["publication", "first_day"], name="month_closed_once")]
