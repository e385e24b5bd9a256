"""What supporters want to have shown and a person has to read first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from folkmoot.articles.values import ChromeView
from folkmoot.funding.models import Contribution, Payment
from folkmoot.funding.ports import Ports
from folkmoot.funding.queries.treasury import PAGE_ROWS, Purser
from folkmoot.funding.values import MessageState, PaymentState
from folkmoot.funding.values.giving import shown_words
from folkmoot.kit.words import Sayable


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldWords:
    """A name and words that wait.

    Attributes:
        name: empty where it is not to be shown.
        is_paid: whether money came.
        reason: why a person has to read it, as it is judged now; None where nothing speaks against it any more.
    """

    name_of_ours: str
    name: str
    message: str
    amount: str
    campaign: str
    at: datetime
    is_paid: bool
    reason: Sayable | None


def count_held_words(publication_id: int) -> int:
    """Return how many supporters' words wait for a person. One query."""
    return _held(publication_id).count()


def held_words(chrome: ChromeView) -> Iterator[HeldWords]:
    """Yield what waits, the oldest first, as many as fit a page. Three queries."""
    write = Purser(chrome)
    found = list(_held(chrome.publication_id).select_related("campaign").order_by("id")[:PAGE_ROWS])
    paid = set(
        Payment.objects.filter(contribution__in=found, state=PaymentState.PAID).values_list(
            "contribution_id", flat=True
        )
    )
    for one in found:
        yield HeldWords(
            name_of_ours=one.name_of_ours,
            name=one.name if one.name_public else "",
            message=one.message,
            amount=write(one.gift_minor, one.currency),
            campaign=one.campaign.title,
            at=one.created_at,
            is_paid=one.id in paid,
            reason=Ports.reason_to_hold(
                chrome.publication_id, shown_words(one.name, named=one.name_public, message=one.message)
            ),
        )


def _held(publication_id: int) -> QuerySet[Contribution]:
    return Contribution.objects.filter(publication_id=publication_id, message_state=MessageState.HELD)
