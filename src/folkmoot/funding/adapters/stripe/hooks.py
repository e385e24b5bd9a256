"""Stripe's messages: whether one is really Stripe's, meant for us, and of now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import stripe

from folkmoot.funding.adapters.stripe.naming import name_and_ref
from folkmoot.funding.adapters.stripe.paid import moment
from folkmoot.funding.ports import UnverifiableError
from folkmoot.funding.values import Hint

SIGNATURE = "stripe-signature"
MAX_AGE = timedelta(minutes=5)
CLOCKS_DIFFER = timedelta(minutes=1)

# What we listen to, and look through when we reconcile: Stripe takes at most 20 in one question.
KINDS = (
    "charge.dispute.closed",
    "charge.dispute.created",
    "charge.dispute.funds_reinstated",
    "charge.dispute.funds_withdrawn",
    "charge.updated",
    "checkout.session.async_payment_failed",
    "checkout.session.async_payment_succeeded",
    "checkout.session.completed",
    "checkout.session.expired",
    "customer.subscription.deleted",
    "customer.subscription.updated",
    "invoice.paid",
    "invoice.payment_action_required",
    "invoice.payment_failed",
    "payment_intent.payment_failed",
    "payment_intent.succeeded",
    "refund.created",
    "refund.failed",
    "refund.updated",
)


def read_message(
    body: bytes, headers: Mapping[str, str], *, secret: str, account: str, is_live: bool, now: datetime
) -> tuple[Hint, str]:
    """Return what a message is about, and the checkout that it names, "" where it names none.

    Raises:
        UnverifiableError: it is not Stripe's, too old, from the future, or meant for another account or mode.
    """
    signature = next((value for name, value in headers.items() if name.lower() == SIGNATURE), "")
    try:
        # The package would compare the time with the machine's clock, and let the future pass: the time is looked at below.
        stripe.WebhookSignature.verify_header(body, signature, secret, tolerance=None)
        event = json.loads(body)
    except (stripe.SignatureVerificationError, ValueError) as error:
        message = "its signature is not Stripe's"
        raise UnverifiableError(message) from error
    _require_now(signature, now)
    _require_ours(event, account=account, is_live=is_live)
    thing = event["data"]["object"]
    name, ref = name_and_ref(thing)
    hint = Hint(
        event_id=str(event["id"]), kind=str(event["type"]), account=account, is_live=is_live, contribution=name, ref=ref
    )
    return hint, str(thing["id"]) if thing.get("object") == "checkout.session" else ""


def _require_now(signature: str, now: datetime) -> None:
    """Refuse what is old, which somebody may have listened to, and what is from the future, which would stay good."""
    signed_at = moment(int(next(part[2:] for part in signature.split(",") if part.startswith("t="))))
    if now - signed_at > MAX_AGE or signed_at - now > CLOCKS_DIFFER:
        message = f"signed at {signed_at.isoformat()}"
        raise UnverifiableError(message)


def _require_ours(event: dict[str, Any], *, account: str, is_live: bool) -> None:
    """Refuse what was meant for others. A message about one's own account names none."""
    if event.get("object") != "event" or not isinstance(event.get("data", {}).get("object"), dict):
        message = "it is no event with an object"
        raise UnverifiableError(message)
    if event.get("livemode") is not is_live:
        message = f"its mode is {'live' if event.get('livemode') else 'test'}"
        raise UnverifiableError(message)
    if event.get("account", account) != account:
        message = f"it is about the account {event['account']}"
        raise UnverifiableError(message)
