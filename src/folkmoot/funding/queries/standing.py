"""How giving stands in the whole house, for whoever runs it."""

from __future__ import annotations

from dataclasses import dataclass, field

from folkmoot.funding.models import Campaign, ProviderEvent, Quarantined
from folkmoot.funding.values import CampaignState


@dataclass(slots=True)
class Running:
    """The campaigns of one publication that run, by whether money moves. Their titles."""

    publication: str
    live: list[str] = field(default_factory=list)
    test: list[str] = field(default_factory=list)


def running_campaigns() -> list[Running]:
    """Return what runs in each publication that asks for money. One query."""
    found: dict[int, Running] = {}
    rows = Campaign.objects.filter(state=CampaignState.RUNNING).select_related("publication").order_by("id")
    for row in rows:
        one = found.setdefault(row.publication_id, Running(row.publication.name))
        (one.test if row.is_test else one.live).append(row.title)
    return list(found.values())


def count_unclear() -> tuple[int, int]:
    """Return how many payments were put aside for a person, and how many messages wait for their provider."""
    return Quarantined.objects.filter(settled_at=None).count(), ProviderEvent.objects.filter(done_at=None).count()
