"""Forget who gave. What happened to money stays in the journal; whose it was does not."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from folkmoot.funding.events import SupporterForgotten, WallChanged
from folkmoot.funding.models import BankLine, Contribution, ProviderEvent
from folkmoot.funding.policy.changing import still_renews, unknown_gift
from folkmoot.funding.values import MessageState
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.verdict import DeniedError, require

BODIES_KEPT = timedelta(days=90)
PURGED_AT_ONCE = 500


def forget_supporter(*, publication_id: int, name_of_ours: str, now: datetime) -> int:
    """Empty everything that says who gave, in all gifts of the same person; return how many gifts that were.

    What remains is a keyed hash of the address, by which people are counted and not known.

    Raises:
        DeniedError: `unknown_gift`, `still_renews`.
    """
    with transaction.atomic():
        asked = Contribution.objects.filter(publication_id=publication_id, name_of_ours=name_of_ours).first()
        if asked is None:
            raise DeniedError(unknown_gift())
        gifts = Contribution.objects.select_for_update(no_key=True).filter(
            publication_id=publication_id, supporter_key=asked.supporter_key
        )
        rows = list(gifts.order_by("id"))
        require(still_renews([row.state for row in rows]))
        gifts.update(
            email="",
            name="",
            name_public=False,
            message="",
            message_state=MessageState.NONE,
            badge_shown=False,
            reader=None,
            network="",
        )
        BankLine.objects.filter(contribution__in=rows).update(payer="", words="")
        ProviderEvent.objects.filter(contribution__in=[row.name_of_ours for row in rows]).update(body="")
        emit(SupporterForgotten(publication_id=publication_id, supporter_key=asked.supporter_key, at=now))
        for campaign_id in sorted({row.campaign_id for row in rows}):
            emit(WallChanged(publication_id=publication_id, campaign_id=campaign_id, at=now))
    return len(rows)


def forget_messages(*, now: datetime) -> int:
    """Empty what providers wrote to us long ago: addresses and names stand in it. Return how many messages."""
    old = ProviderEvent.objects.filter(received_at__lt=now - BODIES_KEPT).exclude(body="").order_by("received_at")
    gone = 0
    while ids := list(old.values_list("id", flat=True)[:PURGED_AT_ONCE]):
        gone += ProviderEvent.objects.filter(id__in=ids).update(body="")
    return gone
