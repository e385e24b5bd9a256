"""Book what of a payment went back to the giver, and what a bank asks back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from folkmoot.funding.commands.books import Books, facts_about, purse_of
from folkmoot.funding.events import PaymentDisputed, PaymentRefunded
from folkmoot.funding.models import JournalEntry, Payment, Refund
from folkmoot.funding.values import DisputeState, RefundState, RemoteCharge, RemoteDispute, RemoteRefund
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.ledger import journal
from folkmoot.pure.ledger.journal import EntryKind, Split
from folkmoot.pure.ledger.reductions import Reduction, split_reductions

Booked = Mapping[str, Split]
LEFT = ("refunded_minor", "disputed_minor", "gift_left_minor")


def book_reductions(payment: Payment, charge: RemoteCharge, books: Books) -> None:
    """Book what is not booked yet of a payment's refunds and disputes, and set what is left of it.

    Raises:
        ExceededError: more would go back than came; nothing is booked.
    """
    whole = Split(payment.gift_minor, payment.cover_minor)
    found = JournalEntry.objects.filter(payment=payment).values_list("key", "gift_minor", "cover_minor")
    booked = {key: Split(gift, cover) for key, gift, cover in found}
    splits = split_reductions(whole, _reductions(charge, books), booked)
    before = tuple(getattr(payment, name) for name in LEFT)
    _set_what_is_left(payment, charge, splits, books)
    if before != tuple(getattr(payment, name) for name in LEFT):
        payment.save(update_fields=LEFT)
    for refund in charge.refunds:
        _refund(payment, refund, splits[books.key(EntryKind.REFUND, refund.ref)], booked, books)
    for dispute in charge.disputes:
        _dispute(payment, dispute, splits[books.key(EntryKind.DISPUTE_OPENED, dispute.ref)], booked, books)


def _reductions(charge: RemoteCharge, books: Books) -> list[Reduction]:
    """Return all that left the payment, each by the key of its entry."""
    refunds = [
        Reduction(books.key(EntryKind.REFUND, one.ref), one.amount_minor, one.at, one.failed_at)
        for one in charge.refunds
    ]
    disputes = [
        Reduction(books.key(EntryKind.DISPUTE_OPENED, one.ref), one.amount_minor, one.at, _won_at(one))
        for one in charge.disputes
    ]
    return [*refunds, *disputes]


def _won_at(dispute: RemoteDispute) -> datetime | None:
    return dispute.closed_at if dispute.state is DisputeState.WON else None


def _set_what_is_left(payment: Payment, charge: RemoteCharge, splits: Booked, books: Books) -> None:
    """Set what went back, what is asked back or lost, and what still counts of the gift."""
    back = [splits[books.key(EntryKind.REFUND, one.ref)] for one in charge.refunds if not one.failed_at]
    asked = [splits[books.key(EntryKind.DISPUTE_OPENED, one.ref)] for one in charge.disputes if not _won_at(one)]
    payment.refunded_minor = sum(split.total_minor for split in back)
    payment.disputed_minor = sum(split.total_minor for split in asked)
    payment.gift_left_minor = payment.gift_minor - sum(split.gift_minor for split in [*back, *asked])


def _refund(payment: Payment, refund: RemoteRefund, split: Split, booked: Booked, books: Books) -> None:
    purse = purse_of(payment)
    if books.key(EntryKind.REFUND, refund.ref) not in booked:
        books.write(EntryKind.REFUND, refund.ref, refund.at, journal.refund(purse, split), payment, split)
        about = facts_about(payment, books.now)
        emit(PaymentRefunded(amount_minor=split.total_minor, currency=payment.currency, ref=refund.ref, **about))
    if refund.failed_at and books.key(EntryKind.REFUND_FAILED, refund.ref) not in booked:
        movements = journal.refund_failed(purse, split)
        books.write(EntryKind.REFUND_FAILED, refund.ref, refund.failed_at, movements, payment, split)
    if refund.key:
        state = RefundState.FAILED if refund.failed_at else RefundState.DONE
        Refund.objects.filter(payment=payment, key=refund.key).update(ref=refund.ref, state=state)


def _dispute(payment: Payment, dispute: RemoteDispute, split: Split, booked: Booked, books: Books) -> None:
    purse, news = purse_of(payment), False
    if books.key(EntryKind.DISPUTE_OPENED, dispute.ref) not in booked:
        opened = journal.dispute_opened(purse, split)
        books.write(EntryKind.DISPUTE_OPENED, dispute.ref, dispute.at, opened, payment, split)
        news = True
    won = dispute.state is DisputeState.WON
    kind = EntryKind.DISPUTE_WON if won else EntryKind.DISPUTE_LOST
    if dispute.closed_at and dispute.state is not DisputeState.OPEN and books.key(kind, dispute.ref) not in booked:
        movements = journal.dispute_won(purse, split) if won else journal.dispute_lost(purse, split)
        books.write(kind, dispute.ref, dispute.closed_at, movements, payment, split)
        news = True
    if news:
        emit(PaymentDisputed(ref=dispute.ref, state=dispute.state, **facts_about(payment, books.now)))
