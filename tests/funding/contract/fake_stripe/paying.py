"""What givers and their banks do on Stripe's page, and what Stripe makes of it."""

from __future__ import annotations

from tests.funding.contract.fake_stripe.books import Books, Thing
from tests.funding.contract.fake_stripe.charging import (
    NO_FUNDS,
    charge_intent,
    error_of,
    fail_intent,
    keep,
    new_charge,
    new_intent,
)
from tests.funding.contract.fake_stripe.renewing import begin_subscription


def pay(books: Books, session_ref: str, *, fee_later: bool = False) -> None:
    """Somebody pays with a card; `fee_later`: Stripe says what it keeps some seconds afterwards."""
    session = books.get(session_ref, "checkout.session")
    assert session["status"] == "open", "nobody can pay on a page that is closed"
    session.update(status="complete", payment_status="paid")
    if session["mode"] == "subscription":
        begin_subscription(books, session)
    else:
        intent = intent_of(books, session)
        charge = charge_intent(books, intent, fee_later=fee_later)
        books.tell("payment_intent.succeeded", intent)
        if not fee_later:
            books.tell("charge.updated", charge)
    books.tell("checkout.session.completed", session)


def say_fee(books: Books, session_ref: str) -> None:
    """Stripe says what it keeps."""
    charge = latest_charge(books, session_ref)
    keep(books, charge)
    books.tell("charge.updated", charge)


def decline(books: Books, session_ref: str) -> None:
    """The bank says no; the page stays open for another card."""
    intent = intent_of(books, books.get(session_ref, "checkout.session"))
    fail_intent(books, intent, *NO_FUNDS)
    books.tell("payment_intent.payment_failed", intent)


def need_authentication(books: Books, session_ref: str) -> None:
    """The bank wants to see the giver first (3-D Secure); then `pay` goes on, or `decline`."""
    intent = intent_of(books, books.get(session_ref, "checkout.session"))
    intent.update(status="requires_action", next_action={"type": "use_stripe_sdk"})


def pay_later(books: Books, session_ref: str) -> None:
    """Somebody pays by a debit, which takes days."""
    session = books.get(session_ref, "checkout.session")
    session.update(status="complete", payment_status="unpaid")
    intent = intent_of(books, session)
    intent["status"] = "processing"
    intent["latest_charge"] = new_charge(books, intent, "pending")["id"]
    books.tell("checkout.session.completed", session)


def settle(books: Books, session_ref: str, *, came: bool) -> None:
    """The debit came, or did not."""
    session = books.get(session_ref, "checkout.session")
    intent = books.get(session["payment_intent"], "payment_intent")
    charge = books.get(intent["latest_charge"], "charge")
    if came:
        charge.update(status="succeeded", paid=True)
        keep(books, charge)
        intent.update(status="succeeded", amount_received=intent["amount"])
        session["payment_status"] = "paid"
        books.tell("checkout.session.async_payment_succeeded", session)
    else:
        charge.update(status="failed", failure_code="insufficient_funds")
        intent.update(
            status="requires_payment_method",
            last_payment_error=error_of("payment_intent_payment_attempt_failed", "insufficient_funds"),
        )
        books.tell("checkout.session.async_payment_failed", session)


def intent_of(books: Books, session: Thing) -> Thing:
    """Return the intent of a session; it is made when somebody first tries."""
    if session["payment_intent"]:
        return books.get(session["payment_intent"], "payment_intent")
    data = books.orders[session["id"]].get("payment_intent_data", {})
    intent = new_intent(books, session["amount_total"], session["currency"], metadata=data.get("metadata", {}))
    session["payment_intent"] = intent["id"]
    return intent


def latest_charge(books: Books, session_ref: str) -> Thing:
    """Return the newest charge of a session."""
    session = books.get(session_ref, "checkout.session")
    if session["subscription"]:
        customer = books.get(session["subscription"], "subscription")["customer"]
        return books.all("charge", lambda one: one["customer"] == customer)[0]
    intent = books.get(session["payment_intent"], "payment_intent")
    return books.get(intent["latest_charge"], "charge")
