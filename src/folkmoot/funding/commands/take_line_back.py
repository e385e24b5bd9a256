"""Take a transfer back from a pledge that it was booked to by mistake."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.funding.commands.book import book
from folkmoot.funding.commands.books import Books, facts_about, purse_of
from folkmoot.funding.commands.converge import save_totals
from folkmoot.funding.commands.count_supporter import count_supporter
from folkmoot.funding.commands.locks import lock_campaign, lock_contribution, lock_payment
from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.events import PaymentUndone
from folkmoot.funding.models import BankLine, Contribution, Payment
from folkmoot.funding.policy.banking import not_to_take_back, unknown_line
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.values import ContributionState, Frequency, PaymentState, gift_path
from folkmoot.funding.values.transfers import next_name
from folkmoot.kit.outbox.emit import emit
from folkmoot.pure.ledger import journal
from folkmoot.pure.ledger.journal import Entry, EntryKind, Split
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def take_line_back(*, publication_id: int, line_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Take a line from the pledge that it was booked to, by a further entry that says why; it is open again.

    It is called something else in the books from then on, so that whose it really is can be booked. The pledge waits for
    its own money again, and whoever was thanked by mistake is told (`PaymentUndone`).

    Raises:
        DeniedError: `not_allowed`, `unknown_line`, `went_back`, `reason_missing`, `reason_too_long`.
    """
    require(not_a_treasurer(actor.roles))
    name_of_ours = _whose(publication_id, line_id)
    sync_contribution(name_of_ours, now=now)  # what was assigned a moment ago may not be booked yet
    with transaction.atomic():
        line, contribution = _held(line_id, lock_contribution(name_of_ours))
        payment = _payment_of(line)
        require(not_to_take_back(reason, went_back=payment.refunded_minor > 0))
        _take_out(payment, contribution, reason.strip(), now=now)
        line.contribution, line.taken_from, line.ref = None, contribution, next_name(line.ref)
        line.save(update_fields=["contribution", "taken_from", "ref"])
        record_act(
            publication_id=publication_id,
            account_id=actor.account_id,
            act="bank.taken_back",
            subject=reason.strip(),
            path=gift_path(payment.id),
            now=now,
        )
    sync_contribution(name_of_ours, now=now)  # a standing order may stand otherwise without it


def _whose(publication_id: int, line_id: int) -> str:
    """Return the name of the pledge that a line is booked to."""
    found = BankLine.objects.filter(id=line_id, publication_id=publication_id).exclude(contribution=None)
    name = found.values_list("contribution__name_of_ours", flat=True).first()
    if name is None:
        raise DeniedError(unknown_line())
    return name


def _held(line_id: int, contribution: Contribution | None) -> tuple[BankLine, Contribution]:
    """Return a line that is still booked to a locked pledge, held until the transaction ends, and the pledge."""
    found = BankLine.objects.select_for_update(no_key=True)
    line = found.filter(id=line_id, contribution=contribution).first() if contribution else None
    if line is None or contribution is None:
        raise DeniedError(unknown_line())
    return line, contribution


def _payment_of(line: BankLine) -> Payment:
    """Return the payment of a line, held until the transaction ends."""
    found = Payment.objects.filter(contribution=line.contribution, ref=line.ref, state=PaymentState.PAID)
    payment_id = found.values_list("id", flat=True).first()
    payment = lock_payment(payment_id, line.publication_id) if payment_id else None
    if payment is None:
        raise DeniedError(unknown_line())
    return payment


def _take_out(payment: Payment, contribution: Contribution, reason: str, *, now: datetime) -> None:
    """Book that a payment was a mistake, and let nothing of it count any more."""
    campaign = lock_campaign(payment.campaign_id)
    books = Books(contribution=contribution, campaign=campaign, account=payment.account, exact=False, now=now)
    split = Split(payment.gift_minor, payment.cover_minor)
    key = books.key(EntryKind.CORRECTION, payment.ref)
    entry = Entry(key, EntryKind.CORRECTION, now, journal.undone(purse_of(payment), split))
    book(entry, campaign, payment=payment, split=split, note=reason, now=now)
    count_supporter(books, 0 if payment.late else -payment.gift_left_minor)
    save_totals(campaign, now)
    payment.state, payment.gift_left_minor = PaymentState.UNDONE, 0
    payment.save(update_fields=["state", "gift_left_minor"])
    others = Payment.objects.filter(contribution=contribution, state=PaymentState.PAID)
    if contribution.frequency == Frequency.ONCE and not others.exists():
        contribution.state, contribution.ended_at, contribution.asked_at = ContributionState.BEGUN, None, now
        contribution.save(update_fields=["state", "ended_at", "asked_at"])
    emit(PaymentUndone(**facts_about(payment, now)))
