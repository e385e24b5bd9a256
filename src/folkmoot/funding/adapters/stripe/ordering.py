"""What we ask of Stripe's page for paying."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from folkmoot.funding.adapters.stripe.naming import NAME
from folkmoot.funding.adapters.stripe.wire import to_wire
from folkmoot.funding.values import CheckoutOrder, Frequency

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams

INTERVALS = {Frequency.MONTHLY: "month", Frequency.YEARLY: "year"}
NAME_CHARS = 250

# As the package lists them for a checkout session; `auto` follows the browser.
TAGS = (
    "bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl "
    "sv th tr vi zh zh-HK zh-TW"
)
LANGUAGES = frozenset(TAGS.split())
OTHER_NAMES = {"no": "nb", "nn": "nb", "hi": "hi-IN", "zh-Hant": "zh-TW", "zh-Hans": "zh"}


def params_of(order: CheckoutOrder) -> SessionCreateParams:
    """Return a checkout session's parameters; the same order gives the same ones.

    Raises:
        UnwireableError: Stripe cannot take this amount.
    """
    name = {NAME: order.contribution}
    params: SessionCreateParams = {
        "mode": "subscription" if order.frequency in INTERVALS else "payment",
        "client_reference_id": order.contribution,
        "metadata": name,
        "success_url": order.return_url,
        "cancel_url": order.cancel_url,
        "locale": language_of(order.language),
        "line_items": [{"quantity": 1, "price_data": _price(order)}],
        # Otherwise Stripe may offer another currency than the one that was agreed.
        "adaptive_pricing": {"enabled": False},
    }
    if order.email:
        params["customer_email"] = order.email
    if order.frequency in INTERVALS:
        params["subscription_data"] = {"metadata": name, "description": order.title[:NAME_CHARS]}
    else:
        params["payment_intent_data"] = {"metadata": name, "description": order.title[:NAME_CHARS]}
    return params


def _price(order: CheckoutOrder) -> Any:
    price: dict[str, Any] = {
        "currency": order.currency.lower(),
        "unit_amount": to_wire(order.total_minor, order.currency),
        "product": product_ref(order.title),
    }
    if order.frequency in INTERVALS:
        price["recurring"] = {"interval": INTERVALS[order.frequency]}
    return price


def product_ref(title: str) -> str:
    """Return the name of the product that all gifts under one title are of.

    A product that Checkout makes by the way cannot be relied on when an amount is changed; and a treasurer who opens Stripe's
    dashboard finds all that was given for one campaign in one place.
    """
    return f"folkmoot_{blake2b(title.encode(), digest_size=10).hexdigest()}"


def language_of(tag: str) -> str:
    """Return Stripe's nearest name for a language, `auto` where it has none."""
    tag = tag.replace("_", "-")
    tried = (tag, OTHER_NAMES.get(tag, ""), tag.split("-")[0], OTHER_NAMES.get(tag.split("-")[0], ""))
    return next((one for one in tried if one in LANGUAGES), "auto")
