"""Remind whoever wanted to give by bank transfer and did not: once, after two weeks."""

from __future__ import annotations

from datetime import datetime, timedelta

from folkmoot.funding.models import Contribution
from folkmoot.funding.values import CampaignState, ContributionState, PaymentState
from folkmoot.notifications.commands.giving.giving import Giving, paper_of
from folkmoot.notifications.commands.giving.transfers import reminder
from folkmoot.notifications.commands.write_delivery import write_delivery

AFTER, NOT_AFTER = timedelta(days=14), timedelta(days=28)


def remind_of_transfers(*, now: datetime) -> None:
    """Write the reminders that are due. A gift of long ago, or for a campaign that is over, is left alone."""
    awaited = (
        Contribution.objects.select_related("campaign")
        .filter(
            state=ContributionState.BEGUN,
            created_at__range=(now - NOT_AFTER, now - AFTER),
            campaign__state=CampaignState.RUNNING,
        )
        .exclude(payments__state__in=set(PaymentState) - {PaymentState.UNDONE})
    )
    for contribution in awaited.exclude(reference="").exclude(email="").order_by("id"):
        giving = Giving(paper=paper_of(contribution.publication_id), contribution=contribution)
        with giving.paper.speaking():
            write_delivery(
                publication_id=contribution.publication_id,
                kind="pledge_reminder",
                fact=f"contribution|{contribution.id}",
                to=contribution.email,
                words=reminder(giving),
                now=now,
            )
