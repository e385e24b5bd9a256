"""What readers give for."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from folkmoot.articles.models import Article, Publication, Section
from folkmoot.funding.values import CampaignKind, CampaignState, Shown


class Campaign(models.Model):
    """A goal, and how far it is.

    Attributes:
        story, story_html: why, as it was typed, and as it is shown.
        goal_minor: more than zero, in minor units of `currency`.
        ticks_minor: what is marked on the meter, ascending, from 0 to the goal or beyond.
        minimum_minor, maximum_minor: of one gift.
        presets_minor: amounts to choose from.
        frequencies, providers: codes of what is offered.
        ends_at: when it ends by itself; None: never.
        closed_at: when it was closed early.
        is_test: whether it is of the demo provider: no money moves, and it never counts beside real ones.
        raised_minor, late_minor: balances of its accounts in the journal, moved in the same transaction.
        monthly_minor: what renewing gifts that are active bring in a month.
        supporters: how many people gave something that still counts.
        version: goes up whenever what the meter says changes.
    """

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="campaigns")
    slug = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    story = models.TextField(blank=True, default="")
    story_html = models.TextField(blank=True, default="")
    kind = models.CharField(max_length=8, default=CampaignKind.TOTAL.value)
    state = models.CharField(max_length=8, default=CampaignState.DRAFT.value)
    currency = models.CharField(max_length=3)
    goal_minor = models.BigIntegerField()
    ticks_minor = models.JSONField(default=list)
    minimum_minor = models.BigIntegerField()
    maximum_minor = models.BigIntegerField()
    presets_minor = models.JSONField(default=list)
    frequencies = models.JSONField(default=list)
    providers = models.JSONField(default=list)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.CharField(max_length=400, blank=True, default="")
    shown = models.CharField(max_length=10, default=Shown.EVERYWHERE.value)
    section = models.ForeignKey(Section, null=True, on_delete=models.SET_NULL, related_name="+")
    articles = models.ManyToManyField(Article, related_name="+")
    fee_cover = models.BooleanField(default=True)
    is_test = models.BooleanField(default=False)
    raised_minor = models.BigIntegerField(default=0)
    late_minor = models.BigIntegerField(default=0)
    monthly_minor = models.BigIntegerField(default=0)
    supporters = models.IntegerField(default=0)
    version = models.BigIntegerField(default=1)
    created_at = models.DateTimeField()

    class Meta:
        """One campaign a slug; a goal of nothing is none."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["publication", "slug"], name="campaign_slug_once"),
            models.CheckConstraint(condition=Q(goal_minor__gt=0), name="campaign_goal_is_something"),
            models.CheckConstraint(
                condition=Q(minimum_minor__gt=0) & Q(maximum_minor__gte=F("minimum_minor")), name="campaign_limits"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["publication", "state", "starts_at"], name="campaigns_by_state")]

    @property
    def over_at(self) -> datetime | None:
        """Return from when money is late: its end, or when it was closed, whichever came first."""
        return min((at for at in (self.ends_at, self.closed_at) if at is not None), default=None)

    def counts(self, paid_at: datetime) -> bool:
        """Return whether money that came at this time counts: it did not come late."""
        return self.over_at is None or paid_at < self.over_at


class Supporter(models.Model):
    """What one person has given to a campaign that still counts; it is how people are counted, not who they are.

    Attributes:
        key: a keyed hash of their e-mail address.
    """

    id = models.BigAutoField(primary_key=True)
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="supporter_rows", db_index=False)
    key = models.CharField(max_length=64)
    gift_minor = models.BigIntegerField(default=0)

    class Meta:
        """One row a person."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["campaign", "key"], name="supporter_once")]
