"""Decide over a line of a statement that does not say whose it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.funding.commands.sync_contribution import sync_contribution
from folkmoot.funding.models import BankLine, Contribution
from folkmoot.funding.policy.banking import unknown_line, unknown_reference, unsaid_reason
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.values import ProviderCode
from folkmoot.funding.values.transfers import references_in
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def assign_line(*, publication_id: int, line_id: int, reference: str, actor: Actor, now: datetime) -> None:
    """Say whose gift a line is, by the reference of a pledge, and book it.

    Raises:
        DeniedError: `not_allowed`, `unknown_line`, `unknown_reference`.
    """
    require(not_a_treasurer(actor.roles))
    with transaction.atomic():
        line = _open_line(publication_id, line_id)
        pledges = Contribution.objects.filter(publication_id=publication_id, provider=ProviderCode.BANK)
        pledge = pledges.filter(reference__in=references_in(reference)).first()
        if pledge is None:
            raise DeniedError(unknown_reference())
        line.contribution = pledge
        line.save(update_fields=["contribution"])
        record_act(
            publication_id=publication_id,
            account_id=actor.account_id,
            act="bank.assigned",
            subject=pledge.reference,
            now=now,
        )
    sync_contribution(pledge.name_of_ours, now=now)


def set_line_aside(*, publication_id: int, line_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Say that a line is no gift, and what it is.

    Raises:
        DeniedError: `not_allowed`, `unknown_line`, `reason_missing`, `reason_too_long`.
    """
    require(not_a_treasurer(actor.roles))
    require(unsaid_reason(reason))
    with transaction.atomic():
        line = _open_line(publication_id, line_id)
        line.set_aside_at, line.set_aside_because = now, reason.strip()
        line.save(update_fields=["set_aside_at", "set_aside_because"])
        record_act(
            publication_id=publication_id,
            account_id=actor.account_id,
            act="bank.set_aside",
            subject=reason.strip(),
            now=now,
        )


def _open_line(publication_id: int, line_id: int) -> BankLine:
    """Return a line that nobody has decided over, held until the transaction ends."""
    found = BankLine.objects.select_for_update(no_key=True).filter(id=line_id, publication_id=publication_id)
    line = found.filter(contribution=None, set_aside_at=None).first()
    if line is None:
        raise DeniedError(unknown_line())
    return line
