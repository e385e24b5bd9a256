"""Book one payment of a picture: that it came, what the provider kept, what went back, what a bank asks back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from folkmoot.funding.commands.book_reductions import book_reductions
from folkmoot.funding.commands.books import Books, facts_about, purse_of
from folkmoot.funding.commands.count_supporter import count_supporter
from folkmoot.funding.commands.quarantine import quarantine
from folkmoot.funding.events import PaymentFailed, PaymentReceived
from folkmoot.funding.models import Payment
from folkmoot.funding.policy.fitting import Misfit, Reason, misfit_of_charge, split_of, sum_of
from folkmoot.funding.values import DisputeState, PaymentState, RemoteCharge
from folkmoot.kit.outbox.emit import emit
from folkmoot.kit.sql import insert
from folkmoot.pure.ledger import journal
from folkmoot.pure.ledger.journal import EntryKind, Split
from folkmoot.pure.ledger.reductions import ExceededError

Write = Callable[[Payment], None]


def book_charge(charge: RemoteCharge, payment: Payment | None, books: Books) -> None:
    """Book what of a payment is not booked yet. What does not fit is put aside, whole.

    Args:
        payment: its row; None for one that we had not heard of.
    """
    if payment is not None and payment.state == PaymentState.UNDONE:
        return  # the picture was asked for before it was taken back
    misfit = _misfit(charge, payment, books)
    if misfit:
        quarantine(books.contribution, charge.ref, misfit, now=books.now)
        return
    write: Write = Payment.save if payment else insert
    payment = payment or _new(charge, books)
    counted_before, came_before = _counted(payment), payment.state == PaymentState.PAID
    if charge.state == PaymentState.PAID and charge.paid_at is not None:
        _receive(payment, charge, charge.paid_at, books, write)
        if charge.refunds or charge.disputes:
            _reduce(payment, charge, books)
        count_supporter(books, _counted(payment) - counted_before)
        if not came_before:
            emit(PaymentReceived(**facts_about(payment, books.now)))
    else:
        _wait(payment, charge, books, write)


def _misfit(charge: RemoteCharge, payment: Payment | None, books: Books) -> Misfit | None:
    """Return why a payment is not to be booked, or None."""
    ours = books.contribution
    if payment is not None and payment.contribution_id != ours.id:
        return Misfit(Reason.FOREIGN, f"contribution {payment.contribution_id}", f"contribution {ours.id}")
    return misfit_of_charge(charge, currency=ours.currency, agreed=books.agreed, exact=books.exact)


def _new(charge: RemoteCharge, books: Books) -> Payment:
    """Return a row, not written yet, for a charge that we had not heard of."""
    contribution = books.contribution
    split = split_of(charge.amount_minor, books.agreed)
    return Payment(
        publication_id=contribution.publication_id,
        contribution=contribution,
        campaign=books.campaign,
        provider=contribution.provider,
        account=books.account,
        ref=charge.ref,
        is_test=contribution.is_test,
        renewal=charge.renewal,
        currency=charge.currency,
        gift_minor=split.gift_minor,
        cover_minor=split.cover_minor,
        page_id=contribution.page_id,
        begun_at=charge.at,
    )


def _receive(payment: Payment, charge: RemoteCharge, paid_at: datetime, books: Books, write: Write) -> None:
    """Book that money came, if it is not booked, and what the provider kept of it, once that is known."""
    came = payment.state != PaymentState.PAID
    if came:
        payment.state, payment.paid_at, payment.failure = PaymentState.PAID, paid_at, ""
        payment.late, payment.gift_left_minor = not books.campaign.counts(paid_at), payment.gift_minor
    fee_came = payment.fee_minor is None and charge.fee_minor is not None
    if fee_came:
        payment.fee_minor, payment.fee_currency = charge.fee_minor, charge.fee_currency or charge.currency
    if came or fee_came or charge.payout_ref not in ("", payment.payout_ref):
        payment.payout_ref = charge.payout_ref or payment.payout_ref
        write(payment)
    if came:
        split = Split(payment.gift_minor, payment.cover_minor)
        books.write(EntryKind.CHARGE, charge.ref, paid_at, journal.charge(purse_of(payment), split), payment, split)
    if fee_came:
        movements = journal.fee(payment.provider, payment.fee_minor or 0, payment.fee_currency)
        books.write(EntryKind.FEE, charge.ref, paid_at, movements, payment)


def _wait(payment: Payment, charge: RemoteCharge, books: Books, write: Write) -> None:
    """Write down a payment that has not come, and whether it still may."""
    failed = payment.state == PaymentState.PENDING and charge.state == PaymentState.FAILED
    if failed:
        payment.state, payment.failure = PaymentState.FAILED, charge.failure
    if failed or write is insert:
        write(payment)
    if failed:
        emit(PaymentFailed(renewal=charge.renewal, **facts_about(payment, books.now)))


def _reduce(payment: Payment, charge: RemoteCharge, books: Books) -> None:
    try:
        book_reductions(payment, charge, books)
    except ExceededError:
        came = sum_of(payment.gift_minor + payment.cover_minor, payment.currency)
        misfit = Misfit(Reason.EXCEEDED, came, sum_of(_leaving_minor(charge), payment.currency))
        quarantine(books.contribution, charge.ref, misfit, now=books.now)


def _leaving_minor(charge: RemoteCharge) -> int:
    """Return how much of a charge went back, or is asked back, as its provider says, in minor units."""
    refunded = sum(one.amount_minor for one in charge.refunds if not one.failed_at)
    return refunded + sum(one.amount_minor for one in charge.disputes if one.state is not DisputeState.WON)


def _counted(payment: Payment) -> int:
    """Return what of a payment counts for its campaign, in minor units."""
    return 0 if payment.late else payment.gift_left_minor
