"""How a publication asks for money, and in whose name it takes it."""

from __future__ import annotations

from django.db import models

from folkmoot.articles.models import Publication


class FundingSettings(models.Model):
    """One row a publication; without one, everything is as the defaults here say.

    Attributes:
        legal_name, legal_address: who receives the money: the name on receipts.
        tax_words: what the receipt says about tax, in the publisher's own words; empty: nothing.
        currency: what a new campaign begins with.
        amount_pattern: how amounts are written, as `#,##0 ¤`; empty: as the page's language has it.
        call: the words of the link above and below articles; empty: "Support us".
        appeal: the sentence beside the link below an article.
        links_shown: whether these links stand there, also without a campaign.
        other_ways: plain links to give elsewhere: `[{"name": …, "url": …}]`.
        account_holder, iban, bic: where transfers go; without an IBAN nobody is offered one.
        trial_account: whether the account is only there to try transfers out: campaigns that take them move no money.
        paused_at: since when nobody can give; None: everybody can.
        paused_because: what is said instead of the form.
    """

    publication = models.OneToOneField(
        Publication, primary_key=True, on_delete=models.CASCADE, related_name="funding_settings"
    )
    legal_name = models.CharField(max_length=200, blank=True, default="")
    legal_address = models.TextField(blank=True, default="")
    tax_words = models.TextField(blank=True, default="")
    currency = models.CharField(max_length=3, default="EUR")
    amount_pattern = models.CharField(max_length=40, blank=True, default="")
    call = models.CharField(max_length=60, blank=True, default="")
    appeal = models.CharField(max_length=400, blank=True, default="")
    links_shown = models.BooleanField(default=True)
    other_ways = models.JSONField(default=list)
    account_holder = models.CharField(max_length=70, blank=True, default="")
    iban = models.CharField(max_length=34, blank=True, default="")
    bic = models.CharField(max_length=11, blank=True, default="")
    trial_account = models.BooleanField(default=False)
    paused_at = models.DateTimeField(null=True)
    paused_because = models.CharField(max_length=400, blank=True, default="")


def settings_in_force(publication_id: int) -> FundingSettings:
    """Return how a publication asks for money; the defaults, unsaved, while it never said anything about it."""
    found = FundingSettings.objects.filter(publication_id=publication_id).first()
    return found or FundingSettings(publication_id=publication_id)
