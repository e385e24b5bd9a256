"""Write to whoever gives, when something happened to it. Run by the drain; run again, it finds its letters written."""

from __future__ import annotations

from folkmoot.funding.events import (
    ContributionChanged,
    PaymentFailed,
    PaymentReceived,
    PaymentRefunded,
    PaymentUndone,
    TransferAwaited,
)
from folkmoot.funding.values import ContributionState, Frequency, PaymentState
from folkmoot.kit.outbox.facts import Fact
from folkmoot.notifications.commands.giving.giving import Giving, giving_of, payment_of, short
from folkmoot.notifications.commands.giving.receipts import receipt, refund
from folkmoot.notifications.commands.giving.renewals import ended, failed_renewal
from folkmoot.notifications.commands.giving.transfers import pledge, undone
from folkmoot.notifications.commands.write_delivery import write_delivery
from folkmoot.notifications.values import Words


def write_to_giver(fact: Fact) -> None:
    """Write the letter of a fact, if it has one. A first payment that is refused has none: its giver was there."""
    if isinstance(fact, PaymentReceived):
        _about_payment("receipt", fact)
    elif isinstance(fact, PaymentRefunded):
        _about_payment("refund", fact)
    elif isinstance(fact, PaymentUndone):
        _about_payment("undone", fact)
    elif isinstance(fact, PaymentFailed) and fact.renewal:
        _about_payment("failed_renewal", fact)
    elif isinstance(fact, ContributionChanged) and fact.state == ContributionState.ENDED:
        _about_end(fact)
    elif isinstance(fact, TransferAwaited):
        giving = giving_of(fact.publication_id, fact.contribution_id)
        with giving.paper.speaking():
            _write("pledge", f"contribution|{fact.contribution_id}", giving, pledge(giving), fact)


def _about_payment(kind: str, fact: PaymentReceived | PaymentRefunded | PaymentUndone | PaymentFailed) -> None:
    giving, payment = giving_of(fact.publication_id, fact.contribution_id), payment_of(fact.payment_id)
    about = f"payment|{payment.id}"
    with giving.paper.speaking():
        if isinstance(fact, PaymentReceived):
            words = receipt(giving, payment)
        elif isinstance(fact, PaymentRefunded):
            about += f"|{short(fact.ref)}"
            words = refund(giving, payment, fact.amount_minor)
        elif isinstance(fact, PaymentUndone):
            words = undone(giving, payment)
        else:
            words = failed_renewal(giving, payment)
        _write(kind, about, giving, words, fact)


def _about_end(fact: ContributionChanged) -> None:
    """Write that a gift ended; of one that never came, and of one that never renewed, there is nothing to say."""
    giving = giving_of(fact.publication_id, fact.contribution_id)
    contribution = giving.contribution
    came = contribution.payments.filter(state=PaymentState.PAID).exists()
    if contribution.frequency != Frequency.ONCE and came:
        with giving.paper.speaking():
            _write("ended", f"contribution|{contribution.id}", giving, ended(giving), fact)


def _write(kind: str, about: str, giving: Giving, words: Words, fact: Fact) -> None:
    write_delivery(
        publication_id=fact.publication_id,
        kind=kind,
        fact=about,
        to=giving.contribution.email,
        words=words,
        now=fact.at,
    )
