"""What the demo's treasurer does with the books: carries over what was raised before, mends it, closes a month."""

from __future__ import annotations

from datetime import datetime, timedelta

from folkmoot.articles.values import PublicationView
from folkmoot.cli.demo.gifts import CARRIED, CORRECTED
from folkmoot.cli.demo.timing import Story
from folkmoot.funding.commands.close_month import close_month
from folkmoot.funding.commands.correct_journal import correct_raised
from folkmoot.funding.commands.open_amount import open_amount
from folkmoot.funding.models.months import end_of_month, month_after, month_of
from folkmoot.kit.look.render import zone_of
from folkmoot.readers.values import Actor

OPENED_AFTER, CORRECTED_AFTER = timedelta(hours=5), timedelta(days=1, hours=3)
CLOSED_AFTER = timedelta(days=1, hours=10)


def keep_books(
    publication: PublicationView, campaign_id: int, treasurer: Actor, *, began_at: datetime, now: datetime
) -> Story:
    """Tell it from the beginning of a campaign on. One month that is over is left for whoever tries the desk out."""
    opened_at, corrected_at = began_at + OPENED_AFTER, began_at + CORRECTED_AFTER
    yield opened_at
    (carried_minor, carried_from), (by_minor, because) = CARRIED, CORRECTED
    open_amount(
        publication_id=publication.id,
        campaign_id=campaign_id,
        amount_minor=carried_minor,
        note=carried_from,
        at=began_at,
        actor=treasurer,
        now=opened_at,
    )
    yield corrected_at
    correct_raised(
        publication_id=publication.id,
        campaign_id=campaign_id,
        by_minor=by_minor,
        note=because,
        actor=treasurer,
        key="demo-tin",
        now=corrected_at,
    )
    zone = zone_of(publication.time_zone)
    first = month_of(began_at.astimezone(zone).date())
    over = end_of_month(first, zone)
    if end_of_month(month_after(first), zone) <= now:
        yield over + CLOSED_AFTER
        close_month(
            publication_id=publication.id, first_day=first, until=over, actor=treasurer, now=over + CLOSED_AFTER
        )
