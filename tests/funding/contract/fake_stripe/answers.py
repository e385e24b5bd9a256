"""What Stripe answers to each request that we make. A handler gets the books, the id in the path and the words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.funding.contract.fake_stripe.books import ApiError, Books, Thing, listed
from tests.funding.contract.fake_stripe.giving_back import refund

EVENTS_KEPT_S = 30 * 86_400
Words = dict[str, Any]
Handler = Callable[[Books, str, Words], Thing]
UNIT_WIRE = {"isk": 100, "ugx": 100, "kwd": 10, "bhd": 10}


def get_account(books: Books, _ref: str, _words: Words) -> Thing:
    """Return whose account it is."""
    return {"id": books.account, "object": "account"}


def make_product(books: Books, _ref: str, words: Words) -> Thing:
    """Make a product under the id that was asked for."""
    if words["id"] in books.things:
        raise ApiError(400, "Product already exists.", code="resource_already_exists")
    return books.new("prod", "product", words["id"], name=words["name"], active=True)


def make_session(books: Books, _ref: str, words: Words) -> Thing:
    """Make a page to pay on. Nothing is charged, and no intent made, before somebody tries."""
    (line,) = words["line_items"]
    price = line["price_data"]
    books.get(price["product"], "product")
    amount = _wire_amount(price["unit_amount"], price["currency"])
    if (words["mode"] == "subscription") != ("recurring" in price):
        raise ApiError(400, "You must provide a recurring price in subscription mode, and only there.")
    mode = "live" if books.livemode else "test"
    session = books.new(
        f"cs_{mode}",
        "checkout.session",
        mode=words["mode"],
        status="open",
        payment_status="unpaid",
        metadata=words.get("metadata", {}),
        client_reference_id=words.get("client_reference_id"),
        currency=price["currency"],
        amount_total=amount,
        payment_intent=None,
        subscription=None,
        customer=None,
        expires_at=books.seconds() + 86_400,
        url=f"https://checkout.stripe.com/c/pay/{len(books.things)}",
        success_url=words["success_url"],
    )
    books.orders[session["id"]] = words
    return session


def _wire_amount(text: str, currency: str) -> int:
    amount = int(text)
    if amount % UNIT_WIRE.get(currency, 1):
        raise ApiError(400, f"Invalid amount {amount} for {currency}", code="parameter_invalid_integer")
    if currency == "usd" and amount < 50:
        raise ApiError(400, "The total amount must be at least $0.50 usd", code="amount_too_small")
    return amount


def expire_session(books: Books, ref: str, _words: Words) -> Thing:
    """Close a page."""
    session = books.get(ref, "checkout.session")
    if session["status"] != "open":
        raise ApiError(400, 'Only Checkout Sessions with a status in ["open"] can be expired.')
    session["status"] = "expired"
    books.tell("checkout.session.expired", session)
    return session


def make_refund(books: Books, _ref: str, words: Words) -> Thing:
    """Send money back."""
    intent = books.get(words["payment_intent"], "payment_intent")
    return refund(books, intent["latest_charge"], int(words["amount"]), words.get("metadata", {}))


def change_subscription(books: Books, ref: str, words: Words) -> Thing:
    """Change what renews, or whether it does."""
    subscription = books.get(ref, "subscription")
    if subscription["status"] == "canceled":
        raise ApiError(404, f"No such subscription: '{ref}'", code="resource_missing")
    for change in words.get("items", ()):
        (item,) = [one for one in subscription["items"]["data"] if one["id"] == change["id"]]
        price = change["price_data"]
        books.get(price["product"], "product")
        item["price"] = {
            **item["price"],
            "currency": price["currency"],
            "unit_amount": _wire_amount(price["unit_amount"], price["currency"]),
        }
    if "pause_collection" in words:
        subscription["pause_collection"] = words["pause_collection"] or None
    if "default_payment_method" in words:
        subscription["default_payment_method"] = words["default_payment_method"] or None
    books.tell("customer.subscription.updated", subscription)
    return subscription


def end_subscription(books: Books, ref: str, _words: Words) -> Thing:
    """End it at once."""
    subscription = books.get(ref, "subscription")
    if subscription["status"] == "canceled":
        raise ApiError(404, f"No such subscription: '{ref}'", code="resource_missing")
    subscription.update(status="canceled", canceled_at=books.seconds(), ended_at=books.seconds())
    books.tell("customer.subscription.deleted", subscription)
    return subscription


def change_customer(books: Books, ref: str, words: Words) -> Thing:
    """Change the card that is used when a subscription names none."""
    customer = books.get(ref, "customer")
    customer["invoice_settings"] = words["invoice_settings"]
    return customer


def make_portal(books: Books, _ref: str, words: Words) -> Thing:
    """Make a page where a card is changed."""
    books.get(words["customer"], "customer")
    if "configuration" not in words:
        raise ApiError(400, "No configuration provided and your default configuration has not been created.")
    books.get(words["configuration"], "billing_portal.configuration")
    return books.new("bps", "billing_portal.session", url="https://billing.stripe.com/p/session/1", **words)


def make_configuration(books: Books, _ref: str, words: Words) -> Thing:
    """Make the settings of that page."""
    return books.new("bpc", "billing_portal.configuration", active=True, is_default=False, **words)


def getter(kind: str) -> Handler:
    """Return the handler that shows one thing."""
    return lambda books, ref, _words: books.get(ref, kind)


def lister(kind: str, fits: Callable[[Thing, Words], bool] = lambda _thing, _words: True) -> Handler:
    """Return the handler that lists things, page by page, the newest first."""

    def handler(books: Books, _ref: str, words: Words) -> Thing:
        since = int(words.get("created", {}).get("gte", 0))
        found = books.all(kind, lambda thing: thing["created"] >= since and fits(thing, words))
        if after := words.get("starting_after"):
            found = found[[thing["id"] for thing in found].index(after) + 1 :]
        limit = int(words.get("limit", 10))
        return listed(found[:limit], f"/v1/{kind.replace('.', '/')}s", more=len(found) > limit)

    return handler


def same(*names: str) -> Callable[[Thing, Words], bool]:
    """Return a condition: what was asked for by these names is so."""
    return lambda thing, words: all(thing.get(name) == words[name] for name in names if name in words)


def _not_ended(thing: Thing, words: Words) -> bool:
    """Without asking for all, one does not see what has ended."""
    return words.get("status") == "all" or thing["status"] != "canceled"


def list_events(books: Books, ref: str, words: Words) -> Thing:
    """List what happened, as far back as it is kept."""
    oldest = books.seconds() - EVENTS_KEPT_S
    return lister("event", lambda one, asked: one["type"] in asked["types"] and one["created"] >= oldest)(
        books, ref, words
    )


ANSWERS: dict[str, Handler] = {
    "get /v1/account": get_account,
    "post /v1/products": make_product,
    "post /v1/checkout/sessions": make_session,
    "get /v1/checkout/sessions": lister("checkout.session"),
    "get /v1/checkout/sessions/ID": getter("checkout.session"),
    "post /v1/checkout/sessions/ID/expire": expire_session,
    "get /v1/payment_intents/ID": getter("payment_intent"),
    "get /v1/charges": lister("charge", same("customer", "payment_intent")),
    "get /v1/charges/ID": getter("charge"),
    "post /v1/refunds": make_refund,
    "get /v1/refunds": lister("refund", same("payment_intent", "charge")),
    "get /v1/refunds/ID": getter("refund"),
    "get /v1/disputes": lister("dispute", same("charge", "payment_intent")),
    "get /v1/invoices": lister(
        "invoice", lambda thing, words: thing["parent"]["subscription_details"]["subscription"] == words["subscription"]
    ),
    "get /v1/invoices/ID": getter("invoice"),
    "get /v1/invoice_payments": lister(
        "invoice_payment", lambda thing, words: thing["payment"]["payment_intent"] == words["payment"]["payment_intent"]
    ),
    "get /v1/subscriptions": lister("subscription", _not_ended),
    "get /v1/subscriptions/ID": getter("subscription"),
    "post /v1/subscriptions/ID": change_subscription,
    "delete /v1/subscriptions/ID": end_subscription,
    "post /v1/customers/ID": change_customer,
    "post /v1/billing_portal/sessions": make_portal,
    "get /v1/billing_portal/configurations": lister("billing_portal.configuration"),
    "post /v1/billing_portal/configurations": make_configuration,
    "get /v1/events": list_events,
    "get /v1/payouts": lister("payout", same("status")),
    "get /v1/balance_transactions": lister("balance_transaction", same("payout")),
}
