"""Write down all gifts of a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from folkmoot.funding.commands.write_gift import form_key_of, write_gift
from folkmoot.funding.models import Contribution
from folkmoot.funding.policy.refunding import not_a_treasurer
from folkmoot.funding.values.drafts import GiftDraft
from folkmoot.funding.values.gift_tables import GiftTable
from folkmoot.pure.verdict import require
from folkmoot.readers.values import Actor


@dataclass(frozen=True, slots=True)
class GiftsWritten:
    """How many gifts were booked now, and how many had been before."""

    new: int
    known: int


def write_gifts(*, publication_id: int, table: GiftTable, actor: Actor, now: datetime) -> GiftsWritten:
    """Book the gifts of a table, each in a transaction of its own: where this stops, the same table again goes on.

    Raises:
        DeniedError: those of `write_gift`; what was booked before the refused one stays booked.
    """
    require(not_a_treasurer(actor.roles))
    new = new_gifts(publication_id, table.gifts)
    for gift in new:
        write_gift(publication_id=publication_id, draft=gift, actor=actor, now=now)
    return GiftsWritten(len(new), len(table.gifts) - len(new))


def new_gifts(publication_id: int, gifts: tuple[GiftDraft, ...]) -> list[GiftDraft]:
    """Return those that are not booked yet, each once."""
    by_key = {form_key_of(gift): gift for gift in gifts}
    found = Contribution.objects.filter(publication_id=publication_id, form_key__in=by_key)
    known = set(found.values_list("form_key", flat=True))
    return [gift for key, gift in by_key.items() if key not in known]
