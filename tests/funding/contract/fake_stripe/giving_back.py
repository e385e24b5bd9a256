"""Money that goes back: refunds, refunds that fail, and what banks ask back."""

from __future__ import annotations

from typing import Any

from tests.funding.contract.fake_stripe.books import DISPUTE_FEE, ApiError, Books, Thing


def refund(books: Books, charge_ref: str, amount: int, metadata: dict[str, Any]) -> Thing:
    """Send some of a charge back.

    Raises:
        ApiError: more than is left.
    """
    charge = books.get(charge_ref, "charge")
    if amount > charge["amount"] - charge["amount_refunded"]:
        raise ApiError(400, "Refund amount is greater than unrefunded amount on charge", code="charge_already_refunded")
    one = books.new(
        "re",
        "refund",
        amount=amount,
        currency=charge["currency"],
        charge=charge["id"],
        payment_intent=charge["payment_intent"],
        metadata=metadata,
        status="succeeded",
        failure_balance_transaction=None,
    )
    one["balance_transaction"] = books.settle("refund", -amount, charge["currency"], one["id"])
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    books.tell("charge.refunded", charge)
    books.tell("refund.created", one)
    return one


def fail_refund(books: Books, ref: str) -> None:
    """A refund could not be delivered: the money is ours again."""
    one = books.get(ref, "refund")
    charge = books.get(one["charge"], "charge")
    charge["amount_refunded"] -= one["amount"]
    charge["refunded"] = False
    back = books.settle("refund_failure", one["amount"], one["currency"], one["id"])
    one.update(status="failed", failure_balance_transaction=back)
    books.tell("refund.failed", one)


def dispute(books: Books, charge_ref: str, *, inquiry: bool = False) -> Thing:
    """A bank asks for a charge, and takes it; of an inquiry it only asks about it."""
    charge = books.get(charge_ref, "charge")
    one = books.new(
        "du",
        "dispute",
        amount=charge["amount"],
        currency=charge["currency"],
        charge=charge["id"],
        payment_intent=charge["payment_intent"],
        status="warning_needs_response" if inquiry else "needs_response",
        metadata={},
        balance_transactions=[],
    )
    charge["disputed"] = True
    if not inquiry:
        _move(books, one, -one["amount"], fee=DISPUTE_FEE)
    books.tell("charge.dispute.created", one)
    return one


def close_dispute(books: Books, ref: str, *, won: bool) -> None:
    """It is decided whose the money is."""
    one = books.get(ref, "dispute")
    one["status"] = "won" if won else "lost"
    if won:
        _move(books, one, one["amount"], fee=0)
        books.tell("charge.dispute.funds_reinstated", one)
    books.tell("charge.dispute.closed", one)


def _move(books: Books, one: Thing, amount: int, *, fee: int) -> None:
    moved = books.settle("adjustment", amount, one["currency"], one["id"], fee=fee)
    one["balance_transactions"].append(dict(books.things[moved]))
