"""Say that somebody has looked: at money that did not fit, at an alarm, at a payout on the bank account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.funding.models import Alarm, JournalEntry, Payout, Posting, Quarantined
from folkmoot.funding.policy.booking import unsaid_note
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.pure.ledger import journal
from folkmoot.pure.ledger.journal import EntryKind
from folkmoot.pure.verdict import Denial, DeniedError, require
from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def settle_quarantined(*, publication_id: int, quarantined_id: int, note: str, actor: Actor, now: datetime) -> None:
    """Note what was found out about money that did not fit. It is never booked by that.

    Raises:
        DeniedError: `not_allowed`, `note_missing`, `not_found`.
    """
    require(not_a_treasurer(actor.roles))
    require(unsaid_note(note))
    with transaction.atomic():
        found = Quarantined.objects.filter(publication_id=publication_id, id=quarantined_id, settled_at=None)
        if not found.update(settled_at=now, settled_note=note.strip()):
            raise DeniedError(_gone())
        _record(publication_id, "gift.quarantine_settled", note.strip(), actor, now=now)


def see_alarm(*, publication_id: int, alarm_id: int, actor: Actor, now: datetime) -> None:
    """Take an alarm off the desk.

    Raises:
        DeniedError: `not_allowed`, `not_found`.
    """
    require(not_a_treasurer(actor.roles))
    with transaction.atomic():
        alarm = (
            Alarm.objects.select_for_update().filter(publication_id=publication_id, id=alarm_id, seen_at=None).first()
        )
        if alarm is None:
            raise DeniedError(_gone())
        alarm.seen_at = now
        alarm.save(update_fields=["seen_at"])
        _record(publication_id, "gift.alarm_seen", alarm.kind, actor, now=now)


def see_payout(*, publication_id: int, payout_id: int, actor: Actor, now: datetime) -> None:
    """Book that a payout stands on our bank account, as the statement says. The same again changes nothing.

    Raises:
        DeniedError: `not_allowed`, `not_found`.
    """
    require(not_a_treasurer(actor.roles))
    with transaction.atomic():
        payout = Payout.objects.select_for_update().filter(publication_id=publication_id, id=payout_id).first()
        if payout is None or payout.amount_minor <= 0:
            raise DeniedError(_gone())
        key = f"{EntryKind.BANK_IN}|{payout.provider}|{payout.account}|{payout.ref}"
        if JournalEntry.objects.filter(publication_id=publication_id, key=key).exists():
            return
        entry = JournalEntry.objects.create(
            publication_id=publication_id,
            key=key,
            kind=EntryKind.BANK_IN,
            is_test=payout.is_test,
            at=payout.arrived_at or now,
            booked_at=now,
        )
        for one in journal.bank_in(payout.provider, payout.amount_minor, payout.currency):
            Posting.objects.create(
                entry=entry, debit=one.debit, credit=one.credit, currency=one.currency, amount_minor=one.amount_minor
            )
        _record(publication_id, "payout.arrived", payout.ref, actor, now=now)


def _gone() -> Denial:
    return Denial(code="not_found", sentence=_("It is not there, or somebody has seen to it already."))


def _record(publication_id: int, act: str, subject: str, actor: Actor, *, now: datetime) -> None:
    record_act(publication_id=publication_id, account_id=actor.account_id, act=act, subject=subject, now=now)
