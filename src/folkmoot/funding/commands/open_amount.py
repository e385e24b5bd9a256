"""Carry over what was raised elsewhere, before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.funding.commands.book import book
from folkmoot.funding.commands.converge import save_totals
from folkmoot.funding.commands.locks import lock_campaign
from folkmoot.funding.models import Campaign, JournalEntry
from folkmoot.funding.policy.booking import opened_already, unsaid_note
from folkmoot.funding.policy.campaigns import unknown_campaign
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.values import campaign_desk_path
from folkmoot.pure.ledger import journal
from folkmoot.pure.ledger.journal import Entry, EntryKind
from folkmoot.pure.verdict import Denial, DeniedError, require
from folkmoot.pure.words import gettext_noop as _
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def open_amount(
    *, publication_id: int, campaign_id: int, amount_minor: int, note: str, at: datetime, actor: Actor, now: datetime
) -> None:
    """Book the one opening amount of a campaign. Readers see it, with its date and its label.

    Args:
        note: where it was raised.
        at: up to when.

    Raises:
        DeniedError: `not_allowed`, `unknown_campaign`, `bad_amount`, `note_missing`, `opened_already`.
    """
    require(not_a_treasurer(actor.roles))
    require(unsaid_note(note))
    if amount_minor <= 0:
        raise DeniedError(
            Denial(code="bad_amount", sentence=_("An opening amount is more than nothing."), field="amount")
        )
    with transaction.atomic():
        if not Campaign.objects.filter(id=campaign_id, publication_id=publication_id).exists():
            raise DeniedError(unknown_campaign())
        campaign = lock_campaign(campaign_id)
        key = f"{EntryKind.OPENING}|{campaign_id}"
        require(opened_already(is_open=JournalEntry.objects.filter(publication_id=publication_id, key=key).exists()))
        movements = journal.opening(str(campaign_id), amount_minor, campaign.currency)
        book(Entry(key, EntryKind.OPENING, at, movements), campaign, note=note.strip(), now=now)
        save_totals(campaign, now)
        record_act(
            publication_id=publication_id,
            account_id=actor.account_id,
            act="campaign.opened",
            subject=campaign.title,
            path=campaign_desk_path(campaign_id),
            now=now,
        )
