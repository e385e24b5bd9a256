"""What staff see of campaigns."""

from __future__ import annotations

from dataclasses import dataclass

from folkmoot.articles.models import Section
from folkmoot.articles.values import ChromeView
from folkmoot.funding.models import Campaign, settings_in_force
from folkmoot.funding.queries.writing import write_meter
from folkmoot.funding.values import CampaignState, campaign_desk_path
from folkmoot.funding.values.meter import MeterView

IN_ORDER = (
    *(CampaignState.RUNNING, CampaignState.WAITING, CampaignState.DRAFT),
    *(CampaignState.ENDED, CampaignState.CLOSED),
)


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign in the list of the desk."""

    meter: MeterView
    state: CampaignState
    path: str


def desk_campaigns(chrome: ChromeView) -> tuple[CampaignRow, ...]:
    """Return all campaigns of a publication: what runs first, then what will, then what is over, newest first."""
    pattern = settings_in_force(chrome.publication_id).amount_pattern
    found = Campaign.objects.filter(publication_id=chrome.publication_id).order_by("-starts_at", "-id")
    rows = [
        CampaignRow(write_meter(one, chrome, pattern), CampaignState(one.state), campaign_desk_path(one.id))
        for one in found
    ]
    return tuple(sorted(rows, key=lambda row: IN_ORDER.index(row.state)))


def desk_campaign(publication_id: int, campaign_id: int) -> Campaign | None:
    """Return a campaign of a publication, whatever its state; None for none."""
    return Campaign.objects.filter(publication_id=publication_id, id=campaign_id).first()


def articles_of(campaign: Campaign) -> list[str]:
    """Return the last parts of the addresses of the articles that a campaign is shown on."""
    return list(campaign.articles.order_by("slug").values_list("slug", flat=True))


def sections_of(publication_id: int) -> list[Section]:
    """Return a publication's sections in their order."""
    return list(Section.objects.filter(publication_id=publication_id).order_by("position", "name"))
