"""Whose an object of Stripe is. Our own name for a contribution is kept in its metadata; what has none is not ours.

Stripe copies what we gave the checkout to the payment intent and its charges, or to the subscription and, frozen, to its
invoices. The charges of renewals have nothing; they are found by their invoice.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import stripe

from folkmoot.funding.adapters.stripe.connection import is_missing

NAME = "folkmoot_contribution"
REFUND_KEY = "folkmoot_refund"


def name_in(metadata: object) -> str:
    """Return our name in the metadata of an object of the package, "" where there is none."""
    return str(getattr(metadata, NAME, "")) if metadata else ""


def name_and_ref(thing: Mapping[str, Any]) -> tuple[str, str]:
    """Return our name in an object as a message has it, and what to ask for where it says none.

    A refund or dispute leads to its payment intent: only that is known by name, or by its invoice.
    """
    parent = thing.get("parent") or {}
    details = parent.get("subscription_details") or {} if isinstance(parent, Mapping) else {}
    for metadata in (thing.get("metadata"), details.get("metadata")):
        if metadata and metadata.get(NAME):
            return str(metadata[NAME]), ""
    ref = thing.get("payment_intent") or thing.get("charge") or thing.get("id")
    return "", ref if isinstance(ref, str) else ""


def find_name(client: stripe.StripeClient, ref: str) -> str:
    """Return our name for whatever `ref` is a part of; "" when it is none of ours, or gone. Errors are Stripe's own."""
    try:
        return _find(client, ref)
    except stripe.InvalidRequestError as error:
        if is_missing(error):
            return ""
        raise


def _find(client: stripe.StripeClient, ref: str) -> str:
    kind = ref.split("_", maxsplit=1)[0]
    if kind == "pi":
        intent = client.v1.payment_intents.retrieve(ref)
        return name_in(intent.metadata) or _find_by_invoice(client, ref)
    if kind in {"ch", "py"}:
        charge = client.v1.charges.retrieve(ref)
        intent_ref = id_of(charge.payment_intent)
        return name_in(charge.metadata) or (_find(client, intent_ref) if intent_ref else "")
    if kind == "in":
        return name_of_invoice(client.v1.invoices.retrieve(ref))
    if kind == "sub":
        return name_in(client.v1.subscriptions.retrieve(ref).metadata)
    if kind == "cs":
        return name_in(client.v1.checkout.sessions.retrieve(ref).metadata)
    return ""


def _find_by_invoice(client: stripe.StripeClient, intent_ref: str) -> str:
    found = client.v1.invoice_payments.list(
        {"payment": {"type": "payment_intent", "payment_intent": intent_ref}, "expand": ["data.invoice"]}
    )
    names = (name_of_invoice(one.invoice) for one in found.data if isinstance(one.invoice, stripe.Invoice))
    return next(filter(None, names), "")


def name_of_invoice(invoice: stripe.Invoice) -> str:
    """Return our name for the contribution that an invoice renews."""
    details = invoice.parent.subscription_details if invoice.parent else None
    return name_in(details.metadata) if details else ""


def id_of(thing: str | stripe.StripeObject | None) -> str:
    """Return the id of what may be there as an id, or as the thing itself."""
    if thing is None or isinstance(thing, str):
        return thing or ""
    return str(getattr(thing, "id", ""))
