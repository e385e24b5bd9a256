"""Write to owners and treasurers when something about giving needs a person. Run by the drain; run again, nothing is written twice."""

from __future__ import annotations

from folkmoot.funding.events import AlarmRaised, MoneyQuarantined, PaymentDisputed
from folkmoot.funding.models import Alarm, JournalEntry, Payment, Quarantined
from folkmoot.kit.outbox.facts import Fact
from folkmoot.notifications.commands.giving.alarms import alarm_letter, dispute_letter, quarantine_letter
from folkmoot.notifications.commands.giving.giving import paper_of, payment_of, short
from folkmoot.notifications.commands.write_delivery import write_delivery
from folkmoot.notifications.values import Words
from folkmoot.pure.ledger.journal import EntryKind
from folkmoot.readers.models import Account
from folkmoot.readers.values import Role

TOLD = (Role.OWNER, Role.TREASURER)
OF_ITS_OWN = "quarantine"
"""Of money that fits nothing there is a letter already, with what came."""


def write_to_treasurer(fact: Fact) -> None:
    """Write the letter of a fact to each of them."""
    paper = paper_of(fact.publication_id)
    with paper.speaking():
        if isinstance(fact, AlarmRaised):
            alarm = Alarm.objects.get(id=fact.alarm_id)
            if alarm.kind != OF_ITS_OWN:  # the same trouble may go on for hours: one letter a day
                _tell(fact, "alarm", f"{alarm.kind}|{fact.at:%Y-%m-%d}", alarm_letter(paper, alarm))
        elif isinstance(fact, MoneyQuarantined):
            aside = Quarantined.objects.get(id=fact.quarantined_id)
            _tell(fact, "quarantine", f"quarantined|{aside.id}", quarantine_letter(paper, aside))
        elif isinstance(fact, PaymentDisputed):
            payment = payment_of(fact.payment_id)
            words = dispute_letter(paper, payment, _disputed_minor(payment, fact.ref), fact.state)
            _tell(fact, "dispute", f"payment|{payment.id}|{fact.state}|{short(fact.ref)}", words)


def _disputed_minor(payment: Payment, ref: str) -> int:
    """Return how much of a payment a dispute is about: what was booked when it was opened."""
    key = f"{EntryKind.DISPUTE_OPENED}|{payment.provider}|{payment.account}|{ref}"
    opened = JournalEntry.objects.get(publication_id=payment.publication_id, key=key)
    return opened.gift_minor + opened.cover_minor


def _tell(fact: Fact, kind: str, about: str, words: Words) -> None:
    whose = Account.objects.filter(
        staff_roles__publication_id=fact.publication_id, staff_roles__role__in=TOLD, is_active=True
    )
    for email in whose.order_by("id").values_list("email", flat=True).distinct():
        write_delivery(publication_id=fact.publication_id, kind=kind, fact=about, to=email, words=words, now=fact.at)
