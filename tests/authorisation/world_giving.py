"""Campaigns in every state, and what was given for them."""

from __future__ import annotations

from datetime import datetime

from folkmoot.funding.models import Campaign, Contribution
from folkmoot.funding.values import CampaignState, Frequency, ProviderCode
from folkmoot.funding.values.demo import DEMO_ACCOUNT
from folkmoot.funding.values.tokens import giving_token, return_token

PLACES = {
    "running": CampaignState.RUNNING,
    "draft": CampaignState.DRAFT,
    "ended": CampaignState.ENDED,
    "closed": CampaignState.CLOSED,
}


def leave_campaigns_about(values: dict[tuple[str, str], str], here: int, elsewhere: int, now: datetime) -> None:
    """Make a campaign in each state here, and a running one elsewhere."""
    for state, word in PLACES.items():
        values["campaign", state] = _campaign(here, f"campaign-{state}", word, now)
    values["campaign", "elsewhere"] = _campaign(elsewhere, "campaign-elsewhere", CampaignState.RUNNING, now)
    given, other = (_gift(publication_id, now) for publication_id in (here, elsewhere))
    values["gift", "letter"], values["gift", "return"] = giving_token(given), return_token(given)
    values["gift", "elsewhere"], values["gift", "forged"] = giving_token(other), f"{given}-{'0' * 32}"
    for state, slug in (("here", "campaign-running"), ("elsewhere", "campaign-elsewhere")):
        values["campaign id", state] = str(Campaign.objects.get(slug=slug).id)


def _campaign(publication_id: int, slug: str, state: CampaignState, now: datetime) -> str:
    made = Campaign.objects.create(
        publication_id=publication_id,
        slug=slug,
        title=slug,
        state=state,
        currency="EUR",
        goal_minor=500_000,
        ticks_minor=[0, 250_000, 500_000],
        minimum_minor=200,
        maximum_minor=100_000,
        presets_minor=[500, 1000],
        frequencies=[*Frequency],
        providers=[ProviderCode.DEMO],
        starts_at=now,
        is_test=True,
        created_at=now,
    )
    return made.slug


def _gift(publication_id: int, now: datetime) -> str:
    """Return our name for a gift that was begun and not paid."""
    campaign = Campaign.objects.filter(publication_id=publication_id, state=CampaignState.RUNNING).latest("id")
    made = Contribution.objects.create(
        publication_id=publication_id,
        campaign=campaign,
        name_of_ours=f"{publication_id:032x}",
        form_key=f"{publication_id}",
        provider=ProviderCode.DEMO,
        account=DEMO_ACCOUNT,
        is_test=True,
        currency=campaign.currency,
        gift_minor=1_000,
        agreed=[[1_000, 0]],
        email="giver@mail.example",
        supporter_key="giver",
        created_at=now,
    )
    return made.name_of_ours
