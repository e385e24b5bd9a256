"""Subscriptions and their invoices, as Stripe goes on with them by itself."""

from __future__ import annotations

from tests.funding.contract.fake_stripe.books import Books, Thing
from tests.funding.contract.fake_stripe.charging import NO_FUNDS, charge_intent, fail_intent, new_intent

MONTH_S = 30 * 86_400
RETRY_S = 3 * 86_400


def begin_subscription(books: Books, session: Thing) -> None:
    """A page was paid on: a customer, a subscription and its first invoice come to be."""
    order = books.orders[session["id"]]
    price = order["line_items"][0]["price_data"]
    customer = books.new("cus", "customer", invoice_settings={"default_payment_method": None})
    item = {
        "id": f"si_{customer['id']}",
        "object": "subscription_item",
        "quantity": 1,
        "current_period_start": books.seconds(),
        "current_period_end": books.seconds() + MONTH_S,
        "price": {
            "object": "price",
            "product": price["product"],
            "currency": price["currency"],
            "unit_amount": int(price["unit_amount"]),
            "recurring": price["recurring"],
        },
    }
    subscription = books.new(
        "sub",
        "subscription",
        customer=customer["id"],
        status="active",
        metadata=order["subscription_data"]["metadata"],
        items={"object": "list", "data": [item], "has_more": False, "url": "/v1/subscription_items"},
        pause_collection=None,
        cancel_at_period_end=False,
        canceled_at=None,
        ended_at=None,
        default_payment_method="pm_of_checkout",
        latest_invoice=None,
    )
    session.update(subscription=subscription["id"], customer=customer["id"])
    invoice = new_invoice(books, subscription, "subscription_create")
    settle_invoice(books, invoice)


def new_invoice(books: Books, subscription: Thing, why: str) -> Thing:
    """Return a new invoice with its intent. The intent knows nothing of us; only the invoice does."""
    price = subscription["items"]["data"][0]["price"]
    amount, currency = price["unit_amount"], price["currency"]
    invoice = books.new(
        "in",
        "invoice",
        customer=subscription["customer"],
        currency=currency,
        total=amount,
        amount_due=amount,
        amount_paid=0,
        status="open",
        attempted=False,
        attempt_count=0,
        billing_reason=why,
        next_payment_attempt=None,
        status_transitions={
            "paid_at": None,
            "voided_at": None,
            "finalized_at": books.seconds(),
            "marked_uncollectible_at": None,
        },
        parent={
            "type": "subscription_details",
            "quote_details": None,
            "subscription_details": {"subscription": subscription["id"], "metadata": dict(subscription["metadata"])},
        },
        metadata={},
    )
    subscription["latest_invoice"] = invoice["id"]
    intent = new_intent(books, amount, currency, metadata={}, customer=subscription["customer"])
    books.new(
        "inpay",
        "invoice_payment",
        invoice=invoice["id"],
        payment={"type": "payment_intent", "payment_intent": intent["id"]},
        status="open",
        amount_requested=amount,
        currency=currency,
        is_default=True,
    )
    return invoice


def intent_of_invoice(books: Books, invoice: Thing) -> Thing:
    """Return the intent of an invoice."""
    (payment,) = books.all("invoice_payment", lambda one: one["invoice"] == invoice["id"])
    return books.get(payment["payment"]["payment_intent"], "payment_intent")


def settle_invoice(books: Books, invoice: Thing) -> None:
    """An invoice is paid."""
    subscription = books.get(invoice["parent"]["subscription_details"]["subscription"], "subscription")
    charge_intent(books, intent_of_invoice(books, invoice))
    invoice.update(status="paid", attempted=True, amount_paid=invoice["total"], next_payment_attempt=None)
    invoice["attempt_count"] += 1
    invoice["status_transitions"]["paid_at"] = books.seconds()
    subscription["status"] = "active"
    books.tell("invoice.paid", invoice)
    books.tell("customer.subscription.updated", subscription)


def renew(books: Books, ref: str, *, works: bool = True) -> None:
    """A month is over: an invoice is made and tried; paused, it is void at once."""
    subscription = books.get(ref, "subscription")
    assert subscription["status"] in {"active", "past_due"}, "what has ended does not renew"
    item = subscription["items"]["data"][0]
    item["current_period_end"] += MONTH_S
    invoice = new_invoice(books, subscription, "subscription_cycle")
    if subscription["pause_collection"]:
        invoice["status"] = "void"
        books.tell("customer.subscription.updated", subscription)
    elif works:
        settle_invoice(books, invoice)
    else:
        fail_intent(books, intent_of_invoice(books, invoice), *NO_FUNDS)
        invoice.update(attempted=True, attempt_count=1, next_payment_attempt=books.seconds() + RETRY_S)
        subscription["status"] = "past_due"
        books.tell("invoice.payment_failed", invoice)
        books.tell("customer.subscription.updated", subscription)


def pay_open_invoice(books: Books, ref: str) -> None:
    """The next try of what failed works."""
    subscription = books.get(ref, "subscription")
    settle_invoice(books, books.get(subscription["latest_invoice"], "invoice"))


def pay_out(books: Books) -> Thing:
    """All that was settled and not paid out yet goes to the bank, and arrives."""
    inside = books.all("balance_transaction", lambda one: one["payout"] is None)
    payout = books.new(
        "po",
        "payout",
        amount=sum(one["net"] for one in inside),
        currency=inside[0]["currency"],
        status="paid",
        automatic=True,
        arrival_date=books.seconds() + 2 * 86_400,
    )
    for one in inside:
        one["payout"] = payout["id"]
    return payout
