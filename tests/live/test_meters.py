"""Whoever follows any discussion of a publication hears of its campaigns, written out, and of no other's."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import F
from django.test import Client

from folkmoot.funding.events import CampaignChanged, MeterMoved
from folkmoot.funding.models import Campaign
from folkmoot.funding.values import CampaignState
from folkmoot.kit.outbox.emit import emit
from tests.cast import NOON
from tests.discussion.stage import set_stage
from tests.funding.stage import run_campaign
from tests.live.listening import beside, listening, tell

pytestmark = pytest.mark.both_databases


def move(campaign_id: int, by_minor: int) -> None:
    """Let a gift be booked, as far as the meter knows of it."""
    with transaction.atomic():
        found = Campaign.objects.filter(id=campaign_id)
        found.update(raised_minor=F("raised_minor") + by_minor, version=F("version") + 1)
        now = found.get()
        emit(
            MeterMoved(
                publication_id=now.publication_id,
                at=NOON,
                campaign_id=now.id,
                raised_minor=now.raised_minor,
                supporters=now.supporters,
                version=now.version,
            )
        )


def test_a_meter_that_moves_is_told_to_the_followers_of_every_thread_of_its_publication(stage):
    campaign_id = run_campaign(stage.publication_id)
    elsewhere = run_campaign(set_stage().publication_id, slug="elsewhere")
    draft = run_campaign(stage.publication_id, slug="draft", state=CampaignState.DRAFT)

    def happens():
        for one in (elsewhere, draft, campaign_id):
            move(one, 1_000)
        return tell(stage)

    def ends():
        with transaction.atomic():
            Campaign.objects.filter(id=campaign_id).update(state=CampaignState.ENDED, version=F("version") + 1)
            emit(CampaignChanged(publication_id=stage.publication_id, at=NOON, campaign_id=campaign_id))

    async def scene(house):
        reader = await house.follow()
        begun = reader.last_id
        last = await beside(happens)
        moved, comment = await reader.hear(2)
        assert (moved.name, moved.data) == ("meter", await beside(read))
        assert moved.data["text"] == "$10 raised of $5,000 (<1%)"
        assert comment.data["comment_id"] == last, "and nothing of drafts and others"
        late = await house.follow(last_id=begun)
        assert await late.hear(2) == [moved, comment], "who was away hears it in its place"
        await beside(ends)
        assert (await late.hear(3))[-1].data["state"] == "ended"

    def read():
        return Client().get("/api/v1/campaigns/keep-us-going", HTTP_HOST="testserver").json()

    with listening(stage) as house:
        house.play(scene)
