"""One payment as Stripe tells of it, made into one of ours."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import stripe

from folkmoot.funding.adapters.stripe.naming import REFUND_KEY
from folkmoot.funding.adapters.stripe.wire import UnwireableError, from_wire
from folkmoot.funding.values import DisputeState, PaymentState, RemoteCharge, RemoteDispute, RemoteRefund

log = logging.getLogger("folkmoot.funding")

SETTLED_AT_ONCE = timedelta(hours=1)
NOT_DELIVERED = frozenset({"failed", "canceled"})
OF_AUTHENTICATION = frozenset(
    {"authentication_required", "payment_intent_authentication_failure", "setup_intent_authentication_failure"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What has to be asked for beside the charges themselves.

    Attributes:
        disputes: by charge.
        failed_at: when a refund failed, by refund.
        payouts: tells the payout that a charge went into, "" while it is not known.
        asked_at: when we began to ask.
    """

    asked_at: datetime
    disputes: Mapping[str, Sequence[stripe.Dispute]] = field(default_factory=dict)
    failed_at: Mapping[str, datetime] = field(default_factory=dict)
    payouts: Callable[[str], str] = lambda _charge: ""


def paid_charge(
    ref: str, charges: Sequence[stripe.Charge], around: Around, *, at: datetime, paid_at: datetime, renewal: bool
) -> RemoteCharge:
    """Return a payment that came, by the charges that brought it (more than one where an invoice was paid in parts)."""
    fees = [_fee(one) for one in charges]
    known = [fee for fee in fees if fee is not None]
    complete = len(known) == len(charges) and len({currency for _, currency in known}) == 1
    return RemoteCharge(
        ref=ref,
        state=PaymentState.PAID.value,
        amount_minor=sum(from_wire(one.amount, one.currency) for one in charges),
        currency=charges[0].currency.upper(),
        at=at,
        paid_at=paid_at,
        fee_minor=sum(amount for amount, _ in known) if complete else None,
        fee_currency=known[0][1] if complete else "",
        renewal=renewal,
        payout_ref=next(filter(None, (around.payouts(one.id) for one in charges)), ""),
        refunds=tuple(_refund(refund, around) for one in charges for refund in refunds_of(one)),
        disputes=tuple(
            _dispute(dispute, around)
            for one in charges
            for dispute in around.disputes.get(one.id, ())
            if money_was_taken(dispute)
        ),
    )


def refunds_of(charge: stripe.Charge) -> list[stripe.Refund]:
    """Return a charge's refunds, which must have been asked for with it; further pages are fetched."""
    refunds = getattr(charge, "refunds", None)
    return list(refunds.auto_paging_iter()) if refunds else []


def paid_at_of(charge: stripe.Charge) -> datetime:
    """Return when the money was Stripe's to keep.

    A card pays at once, though its balance transaction may be written up to an hour later: its time must be the same before
    and after. A debit is begun with the charge, and has come when its balance transaction is made, days later.
    """
    begun, settled = moment(charge.created), charge.balance_transaction
    if isinstance(settled, stripe.BalanceTransaction) and moment(settled.created) - begun > SETTLED_AT_ONCE:
        return moment(settled.created)
    return begun


def failure_of(code: str | None, reason: str | None) -> str:
    """Return our code for why a payment failed, by Stripe's code and the bank's reason."""
    words = {code, reason}
    if "expired_card" in words:
        return "expired_card"
    if "insufficient_funds" in words:
        return "no_funds"
    return "needs_authentication" if words & OF_AUTHENTICATION else "declined"


def money_was_taken(dispute: stripe.Dispute) -> bool:
    """Return whether a dispute took money. A bank's inquiry takes none, and most never do."""
    return bool(dispute.balance_transactions)


def moment(seconds: int) -> datetime:
    """Return a time of Stripe's as one of ours."""
    return datetime.fromtimestamp(seconds, tz=UTC)


def _fee(charge: stripe.Charge) -> tuple[int, str] | None:
    """Return what Stripe keeps, and in which currency; None while it has not said."""
    settled = charge.balance_transaction
    if not isinstance(settled, stripe.BalanceTransaction):
        return None
    try:
        return from_wire(settled.fee, settled.currency), settled.currency.upper()
    except UnwireableError:
        # A share of an amount that must be whole need not be. What came is booked all the same.
        log.warning("the fee of %s is %s %s on the wire, and not booked", charge.id, settled.fee, settled.currency)
        return None


def _refund(refund: stripe.Refund, around: Around) -> RemoteRefund:
    at = moment(refund.created)
    return RemoteRefund(
        ref=refund.id,
        amount_minor=from_wire(refund.amount, refund.currency),
        at=at,
        key=str(getattr(refund.metadata, REFUND_KEY, "")) if refund.metadata else "",
        failed_at=around.failed_at.get(refund.id, at) if refund.status in NOT_DELIVERED else None,
    )


def _dispute(dispute: stripe.Dispute, around: Around) -> RemoteDispute:
    states = {"won": DisputeState.WON, "lost": DisputeState.LOST}
    state = states.get(dispute.status, DisputeState.OPEN)
    return RemoteDispute(
        ref=dispute.id,
        amount_minor=from_wire(dispute.amount, dispute.currency),
        state=state,
        at=moment(dispute.created),
        closed_at=None if state is DisputeState.OPEN else _closed_at(dispute, state, around),
    )


def _closed_at(dispute: stripe.Dispute, state: DisputeState, around: Around) -> datetime:
    """Return when money came back that was won. Stripe keeps no time for what was lost: it is when we hear of it."""
    back = [moment(one.created) for one in dispute.balance_transactions if one.amount > 0]
    return max(back) if back and state is DisputeState.WON else around.asked_at
