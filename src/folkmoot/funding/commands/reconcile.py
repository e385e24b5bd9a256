"""Go through what providers know, and book whatever no message told us of."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from folkmoot.funding.commands.ask_refund import send_refund
from folkmoot.funding.commands.record_payout import record_payout
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.models import Contribution, ProviderEvent, Refund
from folkmoot.funding.ports import Ports, Provider, ProviderDownError
from folkmoot.funding.values import ContributionState, RefundState

USUAL_SPAN = timedelta(days=7)
OPEN_AT_ONCE = 500
IN_VAIN = 3

log = logging.getLogger("folkmoot.funding")


@dataclass(slots=True)
class Reconciled:
    """What came of it.

    Attributes:
        asked: contributions that were asked after.
        payouts: payouts that were new.
        refunds: refunds that were asked for again.
        down: providers that could not be asked: the next round asks again.
    """

    asked: int = 0
    payouts: int = 0
    refunds: int = 0
    down: list[str] = field(default_factory=list)


def reconcile(*, now: datetime, since: datetime | None = None) -> Reconciled:
    """Ask every provider about all that happened since then, and book what is not booked; return what came of it.

    Whatever was lost, doubled or out of order is as it should be afterwards. Running it twice changes nothing.
    """
    done = Reconciled()
    for provider in Ports.providers().values():
        try:
            _reconcile(provider, since or now - USUAL_SPAN, done, now=now)
        except ProviderDownError as error:
            log.warning("%s could not be asked: %s", provider.code, error)
            done.down.append(provider.code)
    return done


def _reconcile(provider: Provider, since: datetime, done: Reconciled, *, now: datetime) -> None:
    for refund in Refund.objects.filter(state=RefundState.ASKED, payment__provider=provider.code).order_by("id"):
        send_refund(refund, now=now)
        done.refunds += 1
    _ask_after(dict.fromkeys((*_open(provider.code, since), *provider.list_since(since))), done, now=now)
    events = ProviderEvent.objects.filter(provider=provider.code, done_at=None, received_at__lte=now)
    events.update(done_at=now)  # whatever they hinted at was just asked for
    for payout in provider.payouts_since(since):
        done.payouts += record_payout(provider.code, payout, now=now)


def _ask_after(names: Iterable[str], done: Reconciled, *, now: datetime) -> None:
    """Ask after each; one that cannot be read does not keep the others waiting, several in a row do.

    Raises:
        ProviderDownError: nobody answers.
    """
    in_vain = 0
    for name in names:
        try:
            done.asked += sync_contribution(name, now=now)
            in_vain = 0
        except ProviderDownError:
            in_vain += 1
            log.warning("contribution %s could not be asked after", name)
            if in_vain == IN_VAIN:
                raise
    if in_vain:
        message = f"the last {in_vain} could not be asked after"
        raise ProviderDownError(message)


def _open(provider: str, since: datetime) -> list[str]:
    """Return what we ourselves wait to hear of: what was begun since then, and what messages hinted at."""
    begun = Contribution.objects.filter(provider=provider, state=ContributionState.BEGUN, created_at__gte=since)
    hinted = ProviderEvent.objects.filter(provider=provider, done_at=None).exclude(contribution="")
    names = [
        *begun.order_by("id").values_list("name_of_ours", flat=True)[:OPEN_AT_ONCE],
        *hinted.order_by("id").values_list("contribution", flat=True)[:OPEN_AT_ONCE],
    ]
    return list(dict.fromkeys(names))
