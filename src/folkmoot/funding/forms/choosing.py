"""From what a form sent to what its giver chose."""

from __future__ import annotations

import re
from collections.abc import Mapping

from folkmoot.funding.models import Campaign
from folkmoot.funding.values.giving import Choice
from folkmoot.funding.values.giving_views import Filled
from folkmoot.kit.text.amounts import UnreadableAmountError, read_amount
from folkmoot.pure.verdict import DeniedError

OWN = "own"
NUMBER = re.compile(r"[0-9]{1,15}")
NAMES = ("preset", "amount", "frequency", "provider", "email", "name", "message")


def filled_of(fields: Mapping[str, str], *, is_blank: bool = False) -> Filled:
    """Return a form's fields as they were typed; `is_blank` for one that nobody has sent yet: its boxes are as usual."""
    typed = {name: fields.get(name, "") for name in NAMES}
    return Filled(
        **typed,
        page=fields.get("from", ""),
        named=bool(fields.get("named")),
        cover=bool(fields.get("cover")),
        second=bool(fields.get("second")) and not is_blank,
    )


def choice_of(filled: Filled, campaign: Campaign, language: str) -> Choice:
    """Return what was chosen. An amount that was written counts before one that was ticked.

    Raises:
        DeniedError: `not_an_amount`, `wrong_decimals`.
    """
    return Choice(
        gift_minor=_amount(filled, campaign.currency, language),
        frequency=filled.frequency,
        email=filled.email,
        provider=filled.provider,
        name=filled.name,
        named=filled.named,
        message=filled.message,
        cover=filled.cover,
        page_id=int(filled.page) if NUMBER.fullmatch(filled.page) else None,
    )


def _amount(filled: Filled, currency: str, language: str) -> int:
    if not filled.amount.strip() and NUMBER.fullmatch(filled.preset):
        return int(filled.preset)
    try:
        return read_amount(filled.amount, currency, language)
    except UnreadableAmountError as error:
        raise DeniedError(error.denial) from error
