"""One person's giving, and each payment of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from folkmoot.articles.models import Page, Publication
from folkmoot.funding.models.campaigns import Campaign
from folkmoot.funding.values import ContributionState, Frequency, MessageState, PaymentState, RefundState
from folkmoot.readers.models import Account, Reader


class Contribution(models.Model):
    """One person's giving: once, or again and again.

    Attributes:
        name_of_ours: random, for providers and links: whoever knows it knows nothing else.
        form_key: made with the form, so that sending it twice is one contribution.
        reference: what a bank transfer must say; empty for other providers.
        account: whose account at the provider it goes to.
        gift_minor, cover_minor: of each payment: what counts, and what the giver adds for the provider's fee.
        agreed: all pairs of these that were ever agreed, `[gift, cover]`, the newest last: a renewal is one of them.
        email, name, message: of the giver; empty when they were erased. Nothing of them is public unless `name_public`.
        supporter_key: a keyed hash of the address, which stays.
        page: the page that they came from.
        checkout_ref, subscription_ref: the provider's names for it.
        checkouts: how many pages to pay on were made for it.
        next_at, failure: of the next renewal: when it is tried, and why the last failed.
        asked_at: of the last picture that told how the subscription stands.
        network: pseudonym of where it was begun, for limits; gone after two days like its key.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="contributions")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="contributions")
    name_of_ours = models.CharField(max_length=32, unique=True)
    form_key = models.CharField(max_length=64)
    provider = models.CharField(max_length=10)
    account = models.CharField(max_length=64, blank=True, default="")
    is_test = models.BooleanField(default=False)
    reference = models.CharField(max_length=35, blank=True, default="")
    frequency = models.CharField(max_length=8, default=Frequency.ONCE.value)
    state = models.CharField(max_length=10, default=ContributionState.BEGUN.value)
    currency = models.CharField(max_length=3)
    gift_minor = models.BigIntegerField()
    cover_minor = models.BigIntegerField(default=0)
    agreed = models.JSONField(default=list)
    email = models.CharField(max_length=254, blank=True, default="")
    supporter_key = models.CharField(max_length=64)
    name = models.CharField(max_length=100, blank=True, default="")
    name_public = models.BooleanField(default=False)
    message = models.CharField(max_length=500, blank=True, default="")
    message_state = models.CharField(max_length=8, default=MessageState.NONE.value)
    badge_shown = models.BooleanField(default=False)
    reader = models.ForeignKey(Reader, null=True, on_delete=models.SET_NULL, related_name="+")
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=12, blank=True, default="")
    checkout_ref = models.CharField(max_length=255, blank=True, default="")
    checkout_url = models.TextField(blank=True, default="")
    checkouts = models.IntegerField(default=0)
    subscription_ref = models.CharField(max_length=255, blank=True, default="")
    next_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=32, blank=True, default="")
    asked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    network = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        """One a form, one a reference; found by what a provider calls it."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "form_key"], name="contribution_form_once"),
            models.UniqueConstraint(
                fields=["publication", "reference"], condition=~Q(reference=""), name="contribution_reference_once"
            ),
            models.CheckConstraint(condition=Q(gift_minor__gt=0) & Q(cover_minor__gte=0), name="contribution_amounts"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["provider", "checkout_ref"], condition=~Q(checkout_ref=""), name="contribution_checkout"
            ),
            models.Index(
                fields=["provider", "subscription_ref"],
                condition=~Q(subscription_ref=""),
                name="contribution_subscribed",
            ),
            models.Index(fields=["campaign", "state", "id"], name="contributions_by_state"),
            models.Index(fields=["publication", "supporter_key", "id"], name="contributions_of_one"),
            models.Index(fields=["publication", "created_at", "id"], name="contributions_by_time"),
            models.Index(fields=["campaign", "-id"], condition=Q(name_public=True), name="contributions_on_wall"),
        ]


class Payment(models.Model):
    """One payment: a provider's charge, a transfer that arrived, a gift written down by hand.

    Attributes:
        account, ref: whose it is at the provider, and its name there.
        gift_minor, cover_minor: what came, by what it was given for.
        late: whether it came when the campaign had ended: booked and shown, not counted.
        refunded_minor, disputed_minor: how much of it went back, or is asked back or lost.
        gift_left_minor: what still counts of the gift.
        fee_minor: what the provider kept, in `fee_currency`; None while it is not known.
        failure: why it failed, as one of our codes; never shown to whoever tried.
        page: the page that earned it.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="payments")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="payments")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="payments")
    provider = models.CharField(max_length=10)
    account = models.CharField(max_length=64, blank=True, default="")
    ref = models.CharField(max_length=255)
    is_test = models.BooleanField(default=False)
    renewal = models.BooleanField(default=False)
    state = models.CharField(max_length=8, default=PaymentState.PENDING.value)
    currency = models.CharField(max_length=3)
    gift_minor = models.BigIntegerField()
    cover_minor = models.BigIntegerField(default=0)
    late = models.BooleanField(default=False)
    refunded_minor = models.BigIntegerField(default=0)
    disputed_minor = models.BigIntegerField(default=0)
    gift_left_minor = models.BigIntegerField(default=0)
    fee_minor = models.BigIntegerField(null=True)
    fee_currency = models.CharField(max_length=3, blank=True, default="")
    failure = models.CharField(max_length=32, blank=True, default="")
    payout_ref = models.CharField(max_length=255, blank=True, default="")
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)

    class Meta:
        """One row a charge of the provider; no more goes back than came."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["provider", "account", "ref"], name="payment_once"),
            models.CheckConstraint(
                condition=Q(refunded_minor__gte=0)
                & Q(disputed_minor__gte=0)
                & Q(refunded_minor__lte=F("gift_minor") + F("cover_minor") - F("disputed_minor")),
                name="payment_goes_back_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["publication", "paid_at", "id"], name="payments_by_time"),
            models.Index(fields=["campaign", "state", "paid_at"], name="payments_of_campaign"),
            models.Index(fields=["provider", "payout_ref"], condition=~Q(payout_ref=""), name="payments_in_payout"),
            models.Index(fields=["publication", "begun_at"], condition=Q(state="failed"), name="payments_declined"),
        ]


class Refund(models.Model):
    """A refund that staff asked for: written down before the provider is asked, so that a crash forgets none.

    Attributes:
        key: sent to the provider: the same key again sends nothing more.
        ref: the provider's name, once the picture shows it.
    """

    id = models.BigAutoField(primary_key=True)
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=64, unique=True)
    amount_minor = models.BigIntegerField()
    reason = models.CharField(max_length=400, blank=True, default="")
    state = models.CharField(max_length=8, default=RefundState.ASKED.value)
    ref = models.CharField(max_length=255, blank=True, default="")
    asked_by = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        """Something must go back."""

        constraints: ClassVar = [models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_is_something")]
