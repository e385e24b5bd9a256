"""Mend what was booked wrongly: by a further entry, never by changing one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from folkmoot.funding.commands.book import book
from folkmoot.funding.commands.converge import save_totals
from folkmoot.funding.commands.locks import lock_campaign
from folkmoot.funding.models import Campaign
from folkmoot.funding.policy.booking import corrects_nothing, unsaid_note
from folkmoot.funding.policy.campaigns import unknown_campaign
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.values import campaign_desk_path
from folkmoot.pure.ledger.journal import OPENING, Entry, EntryKind, Movement
from folkmoot.pure.verdict import DeniedError, require
from folkmoot.readers.commands.record_act import record_act
from folkmoot.readers.values import Actor


def correct_raised(
    *, publication_id: int, campaign_id: int, by_minor: int, note: str, actor: Actor, key: str, now: datetime
) -> None:
    """Move what a campaign says was raised up or down, and say why. The same key again changes nothing.

    Args:
        by_minor: minor units; below zero takes away.
        key: made with the form.

    Raises:
        DeniedError: `not_allowed`, `unknown_campaign`, `bad_amount`, `note_missing`, `too_long`.
    """
    require(not_a_treasurer(actor.roles))
    require(corrects_nothing(by_minor))
    require(unsaid_note(note))
    with transaction.atomic():
        if not Campaign.objects.filter(id=campaign_id, publication_id=publication_id).exists():
            raise DeniedError(unknown_campaign())
        campaign = lock_campaign(campaign_id)
        gifts = f"income:gifts:{campaign_id}"
        debit, credit = (OPENING, gifts) if by_minor > 0 else (gifts, OPENING)
        movement = Movement(debit, credit, abs(by_minor), campaign.currency)
        entry = Entry(f"{EntryKind.CORRECTION}|{campaign_id}|{key}", EntryKind.CORRECTION, now, (movement,))
        if book(entry, campaign, note=note.strip(), now=now):
            save_totals(campaign, now)
            record_act(
                publication_id=publication_id,
                account_id=actor.account_id,
                act="campaign.corrected",
                subject=note.strip(),
                path=campaign_desk_path(campaign_id),
                now=now,
            )
