"""A publication that asks for 5,000 dollars, and people who give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from folkmoot.articles.models import Publication
from folkmoot.funding.models import Campaign, Contribution
from folkmoot.funding.values import CampaignState, Frequency, ProviderCode
from tests.cast import NOON

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a test takes place."""

    publication_id: int
    campaign_id: int

    @property
    def campaign(self) -> Campaign:
        """Return the campaign as it is stored now."""
        return Campaign.objects.get(id=self.campaign_id)

    def begin(
        self,
        gift_minor: int = 1000,
        *,
        cover_minor: int = 0,
        frequency: Frequency = Frequency.ONCE,
        email: str = "",
        provider: str = ProviderCode.DEMO.value,
        now: datetime = NOON,
    ) -> Contribution:
        """Return a contribution that somebody has chosen, and not paid yet."""
        number = next(_numbers)
        return Contribution.objects.create(
            publication_id=self.publication_id,
            campaign_id=self.campaign_id,
            name_of_ours=f"{number:032x}",
            form_key=f"form-{number}",
            provider=provider,
            account="acct",
            is_test=True,
            frequency=frequency,
            currency="USD",
            gift_minor=gift_minor,
            cover_minor=cover_minor,
            agreed=[[gift_minor, cover_minor]],
            email=email or f"giver{number}@mail.example",
            supporter_key=email or f"key-{number}",
            checkout_ref=f"checkout-{number}",
            created_at=now,
        )


def set_stage(**campaign: object) -> Stage:
    """Return a publication with a running campaign of the demo provider."""
    number = next(_numbers)
    publication = Publication.objects.create(
        slug=f"paper-{number}", name="The Paper", base_url="http://testserver", hosts=["testserver"], created_at=NOON
    )
    return Stage(publication_id=publication.id, campaign_id=run_campaign(publication.id, **campaign))


def run_campaign(publication_id: int, **campaign: object) -> int:
    """Let a campaign of the demo provider run in a publication; return its id."""
    words: dict[str, object] = {
        "slug": "keep-us-going",
        "title": "Keep us going",
        "state": CampaignState.RUNNING,
        "currency": "USD",
        "goal_minor": 500_000,
        "ticks_minor": [0, 250_000, 500_000],
        "minimum_minor": 200,
        "maximum_minor": 1_000_000,
        "presets_minor": [500, 1000, 2500],
        "frequencies": [*Frequency],
        "providers": [ProviderCode.DEMO],
        "starts_at": NOON - timedelta(days=1),
        "is_test": True,
        "created_at": NOON - timedelta(days=1),
    }
    made = Campaign.objects.create(publication_id=publication_id, **{**words, **campaign})
    return made.id
