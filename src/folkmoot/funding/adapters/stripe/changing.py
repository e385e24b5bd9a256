"""Change, pause, resume and end a gift that renews, and let its giver mend the card."""

from __future__ import annotations

from typing import Any

import stripe

from folkmoot.funding.adapters.stripe.connection import is_missing
from folkmoot.funding.adapters.stripe.naming import id_of
from folkmoot.funding.adapters.stripe.renewing import item_of
from folkmoot.funding.adapters.stripe.wire import to_wire

MARK = "folkmoot_portal"
ENDED = frozenset({"canceled", "incomplete_expired"})


def change_amount(client: stripe.StripeClient, ref: str, total_minor: int, key: str) -> None:
    """Let the next renewals be of another amount; nothing is charged or given back for the time that runs."""
    item = item_of(client.v1.subscriptions.retrieve(ref))
    price = item.price
    interval = price.recurring.interval if price.recurring else "month"
    client.v1.subscriptions.update(
        ref,
        {
            "items": [
                {
                    "id": item.id,
                    "price_data": {
                        "currency": price.currency,
                        "product": id_of(price.product),
                        "unit_amount": to_wire(total_minor, price.currency.upper()),
                        "recurring": {"interval": interval},
                    },
                }
            ],
            "proration_behavior": "none",
        },
        {"idempotency_key": key},
    )


# The three below say how things shall be, so that saying it twice changes nothing. A key of ours would do harm: within a day
# Stripe would answer the second pause with the first one's answer, and not pause.


def pause(client: stripe.StripeClient, ref: str) -> None:
    """Let what falls due meanwhile be void, so that nobody owes it later."""
    client.v1.subscriptions.update(ref, {"pause_collection": {"behavior": "void"}})


def resume(client: stripe.StripeClient, ref: str) -> None:
    """Let renewals happen again, from the next one on."""
    client.v1.subscriptions.update(ref, {"pause_collection": ""})


def cancel(client: stripe.StripeClient, ref: str) -> None:
    """End it at once; what was paid stays paid. What has ended is left alone."""
    if client.v1.subscriptions.retrieve(ref).status not in ENDED:
        client.v1.subscriptions.cancel(ref)


def close_page(client: stripe.StripeClient, ref: str) -> None:
    """Let nobody pay any more on a page that nobody has paid on."""
    try:
        if client.v1.checkout.sessions.retrieve(ref).status == "open":
            client.v1.checkout.sessions.expire(ref)
    except stripe.InvalidRequestError as error:
        if not is_missing(error):
            raise


def portal_url(client: stripe.StripeClient, ref: str, return_url: str) -> str:
    """Return Stripe's page where the giver takes another card."""
    subscription = client.v1.subscriptions.retrieve(ref)
    if subscription.status in ENDED:
        return ""
    customer = id_of(subscription.customer)
    _pay_with_the_customers_card(client, subscription, customer)
    session = client.v1.billing_portal.sessions.create(
        {
            "customer": customer,
            "configuration": _configuration(client),
            "return_url": return_url,
            "flow_data": {
                "type": "payment_method_update",
                "after_completion": {"type": "redirect", "redirect": {"return_url": return_url}},
            },
        }
    )
    return session.url


def _pay_with_the_customers_card(client: stripe.StripeClient, subscription: stripe.Subscription, customer: str) -> None:
    """Let a subscription follow its customer's card: that is what the page changes.

    Checkout writes the card into the subscription, where it would go before the new one for ever.
    """
    card = id_of(subscription.default_payment_method)
    if card:
        client.v1.customers.update(customer, {"invoice_settings": {"default_payment_method": card}})
        client.v1.subscriptions.update(subscription.id, {"default_payment_method": ""})


def _configuration(client: stripe.StripeClient) -> str:
    """Return the page's settings. They are ours, so that nobody must make any in Stripe's dashboard before it works."""
    made = client.v1.billing_portal.configurations.list({"active": True, "limit": 100}).auto_paging_iter()
    ours = next((one for one in made if getattr(one.metadata, MARK, "")), None)
    if ours is not None:
        return ours.id
    words: Any = {
        "features": {"payment_method_update": {"enabled": True}, "invoice_history": {"enabled": True}},
        "metadata": {MARK: "1"},
    }
    return client.v1.billing_portal.configurations.create(words, {"idempotency_key": f"{MARK}_1"}).id
