"""Forget what was written to somebody who wants to be forgotten; what has not left stays here."""

from __future__ import annotations

from folkmoot.funding.events import SupporterForgotten
from folkmoot.kit.outbox.facts import Fact
from folkmoot.notifications.models import Delivery
from folkmoot.notifications.values import DeliveryState


def forget_letters(fact: Fact) -> None:
    """Empty all letters to a supporter. Run by the drain, after the letters about what happened before."""
    if not isinstance(fact, SupporterForgotten):
        return
    theirs = Delivery.objects.filter(publication_id=fact.publication_id, recipient_key=fact.supporter_key)
    theirs.filter(state=DeliveryState.WAITING).update(
        state=DeliveryState.GIVEN_UP, done_at=fact.at, error="Whoever it was for wanted to be forgotten."
    )
    theirs.exclude(state=DeliveryState.SENDING).update(to="", subject="", text="")
