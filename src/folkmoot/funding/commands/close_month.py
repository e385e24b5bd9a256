"""Close the books of a month: write down how every account stood, so that any later change would be seen."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from folkmoot.funding.models import ClosedMonth
from folkmoot.funding.models.balances import last_entry_before, read_balances, written
from folkmoot.funding.models.months import oldest_open_month
from folkmoot.funding.policy.booking import closed_already, not_its_turn, not_over
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.values import MONTHS_PATH
from folkmoot.pure.verdict import require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def close_month(*, publication_id: int, first_day: date, until: datetime, actor: Actor, now: datetime) -> ClosedMonth:
    """Return the closed month. What is heard of it later is booked later, with the time when it happened.

    Args:
        first_day: the first of the month.
        until: the moment when the month was over, in the publication's time zone.

    Raises:
        DeniedError: `not_allowed`, `month_not_over`, `closed_already`, `nothing_booked`, `not_its_turn`.
    """
    require(not_a_treasurer(actor.roles))
    require(not_over(first_day, now.astimezone(until.tzinfo).date()))
    closed = ClosedMonth.objects.filter(publication_id=publication_id, first_day=first_day)
    require(closed_already(is_closed=closed.exists()))
    require(not_its_turn(first_day, oldest_open_month(publication_id, until.tzinfo)))
    try:
        with transaction.atomic():
            month = _close(publication_id, first_day, until, now)
            record_act(
                publication_id=publication_id,
                account_id=actor.account_id,
                act="month.closed",
                subject=f"{first_day:%Y-%m}",
                path=MONTHS_PATH,
                now=now,
            )
    except IntegrityError:
        require(closed_already(is_closed=closed.exists()))  # somebody else did, between the look and the writing
        raise
    return month


def _close(publication_id: int, first_day: date, until: datetime, now: datetime) -> ClosedMonth:
    last = last_entry_before(publication_id, until)
    return ClosedMonth.objects.create(
        publication_id=publication_id,
        first_day=first_day,
        last_entry=last,
        balances=written(read_balances(publication_id, last_entry=last)),
        closed_at=now,
    )
