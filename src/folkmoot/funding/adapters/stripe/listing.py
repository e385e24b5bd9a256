"""What happened at Stripe since a day: whose contributions, and which payouts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import stripe

from folkmoot.funding.adapters.stripe.asking import PAGE
from folkmoot.funding.adapters.stripe.hooks import KINDS
from folkmoot.funding.adapters.stripe.memory import Memory
from folkmoot.funding.adapters.stripe.naming import find_name, id_of, name_and_ref, name_in
from folkmoot.funding.adapters.stripe.paid import moment
from folkmoot.funding.adapters.stripe.wire import from_wire
from folkmoot.funding.values import RemotePayout

EVENTS_KEPT = timedelta(days=30)
OF_CHARGES = frozenset({"charge", "payment"})


class Listing:
    """Goes through what Stripe lists. Errors are Stripe's own.

    Attributes:
        sessions: the checkouts that were seen, by our names.
        payouts: which payout a charge went into.
    """

    def __init__(self, client: stripe.StripeClient, account: str) -> None:
        """Know nothing yet."""
        self._client, self._account = client, account
        self._names: Memory[str] = Memory()
        self.sessions: Memory[tuple[str, ...]] = Memory()
        self.payouts: Memory[str] = Memory()

    def saw_session(self, name: str, ref: str) -> None:
        """Remember a checkout of a contribution: there may be more than the one that we have written down."""
        seen = self.sessions.get(name) or ()
        if name and ref and ref not in seen:
            self.sessions.put(name, (*seen, ref))

    def names_since(self, since: datetime, *, now: datetime) -> Iterator[str]:
        """Yield our names of whatever something happened to; some more than once.

        Stripe keeps events for 30 days. Beyond, everything that can still have changed is yielded.
        """
        yield from self._of_payouts(since)  # first: the pictures that follow shall know their payouts
        yield from self._of_events(since)
        if since < now - EVENTS_KEPT:
            yield from self._of_all(since)

    def payouts_since(self, since: datetime) -> Iterator[RemotePayout]:
        """Yield what arrived at the bank. What is on its way can still come back, and is not told yet."""
        for payout in self._payouts(since):
            yield RemotePayout(
                ref=payout.id,
                account=self._account,
                amount_minor=from_wire(payout.amount, payout.currency),
                currency=payout.currency.upper(),
                at=moment(payout.created),
                arrived_at=moment(payout.arrival_date),
                is_live=payout.livemode,
            )

    def _payouts(self, since: datetime) -> Iterator[stripe.Payout]:
        found = self._client.v1.payouts.list({"created": {"gte": _seconds(since)}, "status": "paid", "limit": PAGE})
        yield from found.auto_paging_iter()

    def _of_payouts(self, since: datetime) -> Iterator[str]:
        """Yield whose charges went into payouts. Of one that was made by hand Stripe cannot say it."""
        for payout in self._payouts(since):
            if not payout.automatic:
                continue
            inside = self._client.v1.balance_transactions.list(
                {"payout": payout.id, "limit": PAGE, "expand": ["data.source"]}
            )
            for one in inside.auto_paging_iter():
                if one.type in OF_CHARGES and isinstance(one.source, stripe.Charge):
                    self.payouts.put(one.source.id, payout.id)
                    yield from self._named(name_in(one.source.metadata), id_of(one.source.payment_intent))

    def _of_events(self, since: datetime) -> Iterator[str]:
        events = self._client.v1.events.list({"created": {"gte": _seconds(since)}, "types": [*KINDS], "limit": PAGE})
        for event in events.auto_paging_iter():
            thing = event.data.object.to_dict()
            name, ref = name_and_ref(thing)
            if thing.get("object") == "checkout.session":
                self.saw_session(name, str(thing["id"]))
            yield from self._named(name, ref)

    def _of_all(self, since: datetime) -> Iterator[str]:
        """Yield what was begun since then, what renews, and what was refunded or disputed."""
        seconds = _seconds(since)
        sessions = self._client.v1.checkout.sessions.list({"created": {"gte": seconds}, "limit": PAGE})
        for session in sessions.auto_paging_iter():
            self.saw_session(name_in(session.metadata), session.id)
            yield from self._named(name_in(session.metadata), "")
        for subscription in self._client.v1.subscriptions.list({"status": "all", "limit": PAGE}).auto_paging_iter():
            yield from self._named(name_in(subscription.metadata), "")
        refunds = self._client.v1.refunds.list({"created": {"gte": seconds}, "limit": PAGE})
        for refund in refunds.auto_paging_iter():
            yield from self._named("", id_of(refund.payment_intent))
        disputes = self._client.v1.disputes.list({"created": {"gte": seconds}, "limit": PAGE})
        for dispute in disputes.auto_paging_iter():
            yield from self._named("", id_of(dispute.payment_intent))

    def _named(self, name: str, ref: str) -> Iterator[str]:
        """Yield our name, if there is one; what was looked for once is remembered, also that it is none of ours."""
        if not name and ref:
            known = self._names.get(ref)
            name = find_name(self._client, ref) if known is None else known
            self._names.put(ref, name)
        if name:
            yield name


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
