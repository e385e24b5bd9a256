"""Intents to pay, the charges that are tried for them, and what Stripe keeps."""

from __future__ import annotations

from typing import Any

from tests.funding.contract.fake_stripe.books import FEE_FIXED, FEE_PER_1000, Books, Thing

NO_FUNDS = ("card_declined", "insufficient_funds")


def new_intent(books: Books, amount: int, currency: str, *, metadata: Thing, customer: str | None = None) -> Thing:
    """Return a new intent to pay."""
    return books.new(
        "pi",
        "payment_intent",
        amount=amount,
        amount_received=0,
        currency=currency,
        metadata=metadata,
        customer=customer,
        status="requires_payment_method",
        latest_charge=None,
        last_payment_error=None,
    )


def charge_intent(books: Books, intent: Thing, *, fee_later: bool = False) -> Thing:
    """A card is charged, and it works."""
    charge = new_charge(books, intent, "succeeded")
    if not fee_later:
        keep(books, charge)
    intent.update(
        status="succeeded", amount_received=intent["amount"], latest_charge=charge["id"], last_payment_error=None
    )
    return charge


def fail_intent(books: Books, intent: Thing, code: str, reason: str) -> None:
    """A card is charged, and it does not work."""
    charge = new_charge(
        books, intent, "failed", failure_code=code, outcome={"reason": reason, "type": "issuer_declined"}
    )
    intent.update(
        status="requires_payment_method", latest_charge=charge["id"], last_payment_error=error_of(code, reason)
    )


def new_charge(books: Books, intent: Thing, status: str, **fields: Any) -> Thing:
    """Return a new charge; Stripe copies the intent's metadata to it, once."""
    words: Thing = {"failure_code": None, "outcome": {"reason": None, "type": "authorized"}, **fields}
    return books.new(
        "ch",
        "charge",
        amount=intent["amount"],
        amount_refunded=0,
        refunded=False,
        disputed=False,
        paid=status == "succeeded",
        currency=intent["currency"],
        customer=intent["customer"],
        metadata=dict(intent["metadata"]),
        payment_intent=intent["id"],
        status=status,
        balance_transaction=None,
        **words,
    )


def keep(books: Books, charge: Thing) -> None:
    """Stripe takes its fee."""
    fee = charge["amount"] * FEE_PER_1000 // 1000 + FEE_FIXED
    charge["balance_transaction"] = books.settle("charge", charge["amount"], charge["currency"], charge["id"], fee=fee)


def error_of(code: str, reason: str) -> Thing:
    """Return what Stripe says of a card that was declined."""
    return {"code": code, "decline_code": reason, "type": "card_error", "message": "Your card was declined."}
