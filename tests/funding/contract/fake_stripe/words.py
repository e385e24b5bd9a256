"""Requests as Stripe reads them: nested forms, and no word that its interface does not have."""

from __future__ import annotations

import re
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, NotRequired
from urllib.parse import parse_qsl

from stripe import params
from stripe.params import billing_portal, checkout
from typing_extensions import is_typeddict

from tests.funding.contract.fake_stripe.books import ApiError

PARTS = re.compile(r"[^\[\]]+")

# The package's own description of each request, by method and first words of the path.
KNOWN: dict[str, type] = {
    "post /v1/checkout/sessions": checkout.SessionCreateParams,
    "post /v1/refunds": params.RefundCreateParams,
    "post /v1/products": params.ProductCreateParams,
    "post /v1/subscriptions/ID": params.SubscriptionUpdateParams,
    "post /v1/customers/ID": params.CustomerUpdateParams,
    "post /v1/billing_portal/sessions": billing_portal.SessionCreateParams,
    "post /v1/billing_portal/configurations": billing_portal.ConfigurationCreateParams,
    "get /v1/billing_portal/configurations": billing_portal.ConfigurationListParams,
    "get /v1/checkout/sessions": checkout.SessionListParams,
    "get /v1/checkout/sessions/ID": checkout.SessionRetrieveParams,
    "get /v1/charges": params.ChargeListParams,
    "get /v1/refunds": params.RefundListParams,
    "get /v1/refunds/ID": params.RefundRetrieveParams,
    "get /v1/disputes": params.DisputeListParams,
    "get /v1/invoices": params.InvoiceListParams,
    "get /v1/invoices/ID": params.InvoiceRetrieveParams,
    "get /v1/invoice_payments": params.InvoicePaymentListParams,
    "get /v1/subscriptions": params.SubscriptionListParams,
    "get /v1/events": params.EventListParams,
    "get /v1/payouts": params.PayoutListParams,
    "get /v1/balance_transactions": params.BalanceTransactionListParams,
    "get /v1/payment_intents/ID": params.PaymentIntentRetrieveParams,
}


def read_form(text: str) -> dict[str, Any]:
    """Return `a[b][0][c]=d` as nested values; all leaves are text."""
    tree: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        *path, last = PARTS.findall(name)
        inside = tree
        for part in path:
            inside = inside.setdefault(part, {})
        inside[last] = value
    return _with_lists(tree)


def _with_lists(tree: Any) -> Any:
    if not isinstance(tree, dict):
        return tree
    inside = {name: _with_lists(value) for name, value in tree.items()}
    return [inside[name] for name in inside] if inside and all(name.isdecimal() for name in inside) else inside


def refuse_unknown(request: str, words: dict[str, Any]) -> None:
    """Refuse words that the package's description of a request does not have, at any depth.

    Raises:
        ApiError: 400, as Stripe's own.
    """
    if request in KNOWN:
        _refuse(KNOWN[request], words, "")


def _refuse(shape: Any, words: Any, path: str) -> None:
    shapes = [one for one in _shapes(shape) if is_typeddict(one)]
    lists = [typing.get_args(one)[0] for one in _shapes(shape) if typing.get_origin(one) is list]
    if isinstance(words, list):
        for one in words:
            for of in lists:
                _refuse(of, one, path)
    elif isinstance(words, dict) and shapes:
        hints = {name: hint for one in shapes for name, hint in _hints(one).items()}
        for name, value in words.items():
            if name not in hints:
                raise ApiError(400, f"Received unknown parameter: {path}{name}", code="parameter_unknown")
            _refuse(hints[name], value, f"{path}{name}.")


@cache
def _hints(shape: type) -> dict[str, Any]:
    """Return the words that a request may have; what the package imports for type checkers only is not looked into."""
    return typing.get_type_hints(shape, localns={"StripeContext": str, "UntypedStripeObject": dict, "Mapping": Mapping})


def _shapes(shape: Any) -> list[Any]:
    """Return what a hint can be, without its wrappings."""
    if typing.get_origin(shape) is NotRequired:
        return _shapes(typing.get_args(shape)[0])
    if typing.get_origin(shape) is typing.Union:
        return [inside for one in typing.get_args(shape) for inside in _shapes(one)]
    return [shape]
