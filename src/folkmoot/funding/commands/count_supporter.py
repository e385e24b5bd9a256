"""Count people, not payments: whoever gave something that still counts is one supporter of a campaign."""

from __future__ import annotations

from folkmoot.funding.commands.books import Books
from folkmoot.funding.models import Supporter
from folkmoot.kit.sql import rows, table

ADD = f"""
    INSERT INTO {table(Supporter)} AS known (campaign_id, key, gift_minor) VALUES (%s, %s, %s)
    ON CONFLICT (campaign_id, key) DO UPDATE SET gift_minor = known.gift_minor + excluded.gift_minor
    RETURNING gift_minor
"""  # noqa: S608 -- fixed words


def count_supporter(books: Books, moved_minor: int) -> None:
    """Add to what a giver gave to the campaign that still counts, and move the number of supporters if that begins or ends.

    Args:
        moved_minor: how much more of the giver's gifts counts than before, or less.
    """
    if moved_minor:
        ((left_minor,),) = rows(ADD, books.campaign.id, books.contribution.supporter_key, moved_minor)
        books.campaign.supporters += (left_minor > 0) - (left_minor - moved_minor > 0)
