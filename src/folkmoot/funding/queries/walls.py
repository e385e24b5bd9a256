"""Which campaigns there are, and who gave to one and wants to be named."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from folkmoot.funding.models import Campaign, Contribution, Payment
from folkmoot.funding.values import CampaignState, MessageState, campaign_path
from folkmoot.funding.values.giving_views import CampaignLine, WallEntry, WallView

WALL_ENTRIES = 60
SHOWN = (MessageState.NONE, MessageState.SHOWN)


def public_campaign(publication_id: int, slug: str) -> Campaign | None:
    """Return a campaign that readers may know of, or None. One query."""
    found = Campaign.objects.filter(publication_id=publication_id, slug=slug)
    return found.exclude(state=CampaignState.DRAFT).first()


def running_campaigns(publication_id: int) -> list[Campaign]:
    """Return the campaigns that one can give to, the newest first. One query."""
    found = Campaign.objects.filter(publication_id=publication_id, state=CampaignState.RUNNING)
    return list(found.order_by("-starts_at", "-id"))


def past_campaigns(publication_id: int) -> list[CampaignLine]:
    """Return the campaigns that are over, the newest first. One query."""
    over = Campaign.objects.filter(publication_id=publication_id, state__in=[CampaignState.ENDED, CampaignState.CLOSED])
    return [
        CampaignLine(path=campaign_path(one.slug), title=one.title, state=CampaignState(one.state), over_at=one.over_at)
        for one in over.order_by("-starts_at", "-id")
    ]


def wall_of(campaign: Campaign, *, before: int | None = None, limit: int = WALL_ENTRIES) -> WallView:
    """Return those who gave, want to be named, and whose gift still counts for something; newest first. One query.

    Args:
        before: the `before` of the part that came before this one.
    """
    given = Payment.objects.filter(contribution=OuterRef("id"), gift_left_minor__gt=0)
    found = Contribution.objects.filter(Exists(given), campaign=campaign, name_public=True, message_state__in=SHOWN)
    if before is not None:
        found = found.filter(id__lt=before)
    columns = ("id", "name", "message", "message_state", "created_at")
    rows = list(found.order_by("-id").values_list(*columns)[: limit + 1])
    entries = tuple(
        WallEntry(number=number, name=name, message=message if state == MessageState.SHOWN else "", at=at)
        for number, name, message, state, at in rows[:limit]
    )
    return WallView(entries=entries, before=entries[-1].number if len(rows) > limit else None)
