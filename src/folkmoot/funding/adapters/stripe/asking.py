"""Ask Stripe for all that it knows of one contribution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import stripe

from folkmoot.funding.adapters.stripe.connection import is_missing
from folkmoot.funding.adapters.stripe.naming import id_of, name_in
from folkmoot.funding.adapters.stripe.once import payment_of
from folkmoot.funding.adapters.stripe.paid import NOT_DELIVERED, Around, moment, refunds_of
from folkmoot.funding.adapters.stripe.renewing import renewal_of, standing_of
from folkmoot.funding.values import Given, Picture, ProviderCode, RemoteCharge, RemoteSubscription

PAGE = 100
OF_SESSION = [
    "payment_intent.latest_charge.balance_transaction",
    "payment_intent.latest_charge.refunds",
    "subscription",
]
OF_INTENT = ["latest_charge.balance_transaction", "latest_charge.refunds"]
OF_CHARGES = ["data.balance_transaction", "data.refunds"]


class Asking:
    """One round of asking. Errors are Stripe's own.

    Args:
        account: whose account it is, as Stripe says.
        payouts: tells which payout a charge went into.
    """

    def __init__(
        self, client: stripe.StripeClient, *, account: str, payouts: Callable[[str], str], now: datetime
    ) -> None:
        """Begin now."""
        self._client, self._account, self._payouts, self._now = client, account, payouts, now

    def picture(self, given: Given, sessions: Iterable[str]) -> Picture | None:
        """Return all that Stripe knows, None where it knows none of these checkouts.

        Args:
            sessions: the checkouts of the contribution, the one that counts last.
        """
        found = [session for session in map(self._session, sessions) if session is not None]
        if not found:
            return None
        last = found[-1]
        charges: dict[str, RemoteCharge] = {}
        standing: RemoteSubscription | None = None
        for session in found:
            if isinstance(session.payment_intent, stripe.PaymentIntent):
                self._keep(charges, [self._once(session.payment_intent)])
            if isinstance(session.subscription, stripe.Subscription):
                renewals, standing = self._renewing(session.subscription)
                self._keep(charges, renewals)
        for ref in given.charge_refs:  # paid on a page that nobody remembers any more
            if ref.startswith("pi_") and ref not in charges:
                intent = self._client.v1.payment_intents.retrieve(ref, {"expand": OF_INTENT})
                self._keep(charges, [self._once(intent)])
        return Picture(
            provider=ProviderCode.STRIPE.value,
            account=self._account,
            is_live=last.livemode,
            contribution=name_in(last.metadata),
            currency=(last.currency or "").upper(),
            asked_at=self._now,
            checkout_ref=last.id,
            expired=all(session.status == "expired" for session in found),
            charges=tuple(charges.values()),
            subscription=standing,
        )

    def _session(self, ref: str) -> stripe.checkout.Session | None:
        try:
            return self._client.v1.checkout.sessions.retrieve(ref, {"expand": OF_SESSION})
        except stripe.InvalidRequestError as error:
            if is_missing(error):
                return None
            raise

    @staticmethod
    def _keep(charges: dict[str, RemoteCharge], found: Iterable[RemoteCharge | None]) -> None:
        charges.update({one.ref: one for one in found if one is not None})

    def _once(self, intent: stripe.PaymentIntent) -> RemoteCharge | None:
        charge = intent.latest_charge
        return payment_of(intent, self._around([charge] if isinstance(charge, stripe.Charge) else []))

    def _renewing(self, subscription: stripe.Subscription) -> tuple[list[RemoteCharge], RemoteSubscription]:
        """Return all payments of a subscription, and where it stands."""
        invoices = self._client.v1.invoices.list(
            {"subscription": subscription.id, "limit": PAGE, "expand": ["data.payments"]}
        )
        customer = id_of(subscription.customer)
        charges = self._client.v1.charges.list({"customer": customer, "limit": PAGE, "expand": OF_CHARGES})
        by_intent: dict[str, list[stripe.Charge]] = defaultdict(list)
        for charge in charges.auto_paging_iter():
            by_intent[id_of(charge.payment_intent)].append(charge)
        around = self._around([one for several in by_intent.values() for one in several])
        found = list(invoices.auto_paging_iter())
        renewals = [one for one in (renewal_of(invoice, by_intent, around) for invoice in found) if one is not None]
        latest = max(found, key=lambda invoice: invoice.created, default=None)
        return renewals, standing_of(subscription, renewals, latest)

    def _around(self, charges: Sequence[stripe.Charge]) -> Around:
        """Return what has to be asked for beside: of most charges, nothing."""
        disputes = {
            charge.id: list(self._client.v1.disputes.list({"charge": charge.id, "limit": PAGE}).auto_paging_iter())
            for charge in charges
            if charge.disputed
        }
        failed = [one.id for charge in charges for one in refunds_of(charge) if one.status in NOT_DELIVERED]
        return Around(
            asked_at=self._now,
            disputes=disputes,
            failed_at={ref: at for ref in failed if (at := self._failed_at(ref)) is not None},
            payouts=self._payouts,
        )

    def _failed_at(self, ref: str) -> datetime | None:
        refund = self._client.v1.refunds.retrieve(ref, {"expand": ["failure_balance_transaction"]})
        back = refund.failure_balance_transaction
        return moment(back.created) if isinstance(back, stripe.BalanceTransaction) else None
