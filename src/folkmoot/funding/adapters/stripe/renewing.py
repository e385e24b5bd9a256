"""A gift that renews, by its subscription and its invoices.

Since API 2025-03-31 an invoice has payments rather than a payment intent, names its subscription under `parent`, and it is
the subscription's item that has a period.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import stripe

from folkmoot.funding.adapters.stripe.naming import id_of
from folkmoot.funding.adapters.stripe.paid import Around, failure_of, moment, paid_charge
from folkmoot.funding.adapters.stripe.wire import from_wire
from folkmoot.funding.values import PaymentState, RemoteCharge, RemoteSubscription, SubscriptionState

STATES = {
    "incomplete": SubscriptionState.BEGUN,
    "incomplete_expired": SubscriptionState.ENDED,
    "trialing": SubscriptionState.ACTIVE,
    "active": SubscriptionState.ACTIVE,
    "past_due": SubscriptionState.FAILING,
    "unpaid": SubscriptionState.FAILING,
    "canceled": SubscriptionState.ENDED,
    "paused": SubscriptionState.PAUSED,
}
FIRST = "subscription_create"


def renewal_of(
    invoice: stripe.Invoice, charges: Mapping[str, Sequence[stripe.Charge]], around: Around
) -> RemoteCharge | None:
    """Return the payment of an invoice; None where there is none: a draft, one of nothing, one settled outside of Stripe.

    Args:
        charges: the customer's, by payment intent, the latest first.
    """
    if invoice.status == "draft" or not invoice.total:
        return None
    tries = [charge for intent in intents_of(invoice) for charge in charges.get(intent, ())]
    came = [charge for charge in tries if charge.status == "succeeded"]
    paid_at = invoice.status_transitions.paid_at
    if invoice.status == "paid":
        if not came or paid_at is None:
            return None
        at = moment(invoice.created)
        return paid_charge(invoice.id, came, around, at=at, paid_at=moment(paid_at), renewal=_renews(invoice))
    return _unpaid(invoice, tries)


def _unpaid(invoice: stripe.Invoice, tries: Sequence[stripe.Charge]) -> RemoteCharge | None:
    """Return a payment that is on its way or failed; None for one that nobody tried."""
    is_open = invoice.status == "open"
    pending = is_open and any(charge.status == "pending" for charge in tries)
    failed = bool(tries) or (invoice.attempted and _renews(invoice))
    if not pending and not failed:
        return None
    state = PaymentState.PENDING if pending else PaymentState.FAILED
    return RemoteCharge(
        ref=invoice.id,
        state=state.value,
        amount_minor=from_wire(invoice.total, invoice.currency),
        currency=invoice.currency.upper(),
        at=moment(invoice.created),
        failure="" if pending else why_unpaid(tries),
        renewal=_renews(invoice),
    )


def why_unpaid(tries: Sequence[stripe.Charge]) -> str:
    """Return our code for why an invoice is not paid. One that was tried without a charge waits for the giver's bank."""
    if not tries:
        return "needs_authentication"
    latest = max(tries, key=lambda charge: charge.created)
    return failure_of(latest.failure_code, latest.outcome.reason if latest.outcome else None)


def standing_of(
    subscription: stripe.Subscription, charges: Sequence[RemoteCharge], latest: stripe.Invoice | None
) -> RemoteSubscription:
    """Return where renewals stand.

    Args:
        charges: the payments of its invoices.
        latest: its newest invoice.
    """
    state = STATES.get(subscription.status, SubscriptionState.FAILING)
    if subscription.pause_collection and state in {SubscriptionState.ACTIVE, SubscriptionState.FAILING}:
        state = SubscriptionState.PAUSED
    unpaid = [one for one in charges if latest and one.ref == latest.id and one.state == PaymentState.FAILED]
    return RemoteSubscription(
        ref=subscription.id,
        state=state,
        amount_minor=_amount(subscription),
        next_at=_next_at(subscription, state, latest),
        ended_at=moment(subscription.ended_at) if subscription.ended_at else None,
        failure=unpaid[0].failure if unpaid and state is SubscriptionState.FAILING else "",
    )


def item_of(subscription: stripe.Subscription) -> stripe.SubscriptionItem:
    """Return the one thing that a gift renews."""
    item: stripe.SubscriptionItem = subscription.items.data[0]
    return item


def intents_of(invoice: stripe.Invoice) -> list[str]:
    """Return the payment intents of an invoice, whose payments must have been asked for with it."""
    payments = invoice.payments.data if invoice.payments else []
    return [ref for ref in (id_of(one.payment.payment_intent) for one in payments) if ref]


def _amount(subscription: stripe.Subscription) -> int:
    item = item_of(subscription)
    return from_wire((item.price.unit_amount or 0) * (item.quantity or 1), item.price.currency)


def _next_at(
    subscription: stripe.Subscription, state: SubscriptionState, latest: stripe.Invoice | None
) -> datetime | None:
    if state is SubscriptionState.FAILING and latest and latest.next_payment_attempt:
        return moment(latest.next_payment_attempt)
    if state is not SubscriptionState.ACTIVE or subscription.cancel_at_period_end:
        return None
    return moment(item_of(subscription).current_period_end)


def _renews(invoice: stripe.Invoice) -> bool:
    return invoice.billing_reason != FIRST
