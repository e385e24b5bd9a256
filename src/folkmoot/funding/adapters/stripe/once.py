"""A single gift, by its payment intent."""

from __future__ import annotations

import stripe

from folkmoot.funding.adapters.stripe.paid import Around, failure_of, moment, paid_at_of, paid_charge
from folkmoot.funding.adapters.stripe.wire import from_wire
from folkmoot.funding.values import PaymentState, RemoteCharge

UNDER_WAY = frozenset({"processing", "requires_action", "requires_capture", "requires_confirmation"})


def payment_of(intent: stripe.PaymentIntent, around: Around) -> RemoteCharge | None:
    """Return the payment that an intent came to; None while nobody has tried it."""
    charge, at = intent.latest_charge, moment(intent.created)
    if intent.status == "succeeded" and isinstance(charge, stripe.Charge):
        return paid_charge(intent.id, [charge], around, at=at, paid_at=paid_at_of(charge), renewal=False)
    error = intent.last_payment_error
    if intent.status not in UNDER_WAY and error is None:
        return None
    state = PaymentState.PENDING if intent.status in UNDER_WAY else PaymentState.FAILED
    failed = state is PaymentState.FAILED and error is not None
    return RemoteCharge(
        ref=intent.id,
        state=state.value,
        amount_minor=from_wire(intent.amount, intent.currency),
        currency=intent.currency.upper(),
        at=at,
        failure=failure_of(getattr(error, "code", None), getattr(error, "decline_code", None)) if failed else "",
    )
