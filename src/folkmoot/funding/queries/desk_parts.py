"""The parts of the treasurer's desk, and what waits in them for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from folkmoot.funding.models import Alarm, Campaign, Quarantined
from folkmoot.funding.ports import Ports
from folkmoot.funding.queries.held_words import count_held_words
from folkmoot.funding.values import (
    BANK_DESK_PATH,
    DEMO_DESK_PATH,
    GIFTS_PATH,
    GIVING_SETTINGS_PATH,
    MONTHS_PATH,
    ProviderCode,
)


@dataclass(frozen=True, slots=True)
class DeskPart:
    """One entry of the desk's menu. `key`: what a page names its part; `waiting`: how much needs a person there."""

    key: str
    path: str
    name: str
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class DeskParts:
    """The menu of a publication's desk. It asks the database when it is gone through: pages without it do not pay."""

    publication_id: int

    def __iter__(self) -> Iterator[DeskPart]:
        """Yield the parts in their order: what came, where it came from, what it adds up to, what waits. Four queries."""
        yield DeskPart("", GIFTS_PATH, _("All gifts"))
        yield DeskPart("new/", f"{GIFTS_PATH}new/", _("Write one down"))
        yield DeskPart("table/", f"{GIFTS_PATH}table/", _("From a table"))
        yield DeskPart("bank", BANK_DESK_PATH, _("Bank"))
        yield DeskPart("payouts/", f"{GIFTS_PATH}payouts/", _("Payouts"))
        yield DeskPart("income/", f"{GIFTS_PATH}income/", _("Income"))
        yield DeskPart("months/", MONTHS_PATH, _("Months"))
        yield DeskPart("alarms/", f"{GIFTS_PATH}alarms/", _("Alarms"), self._trouble())
        yield DeskPart("words/", f"{GIFTS_PATH}words/", _("Words"), count_held_words(self.publication_id))
        yield DeskPart("giving", GIVING_SETTINGS_PATH, _("Settings"))
        if self._plays():
            yield DeskPart("demo", DEMO_DESK_PATH, _("Demo provider"))

    def _trouble(self) -> int:
        """Return how many alarms nobody has seen, and how much money does not fit."""
        alarms = Alarm.objects.filter(publication_id=self.publication_id, seen_at=None).count()
        return alarms + Quarantined.objects.filter(publication_id=self.publication_id, settled_at=None).count()

    def _plays(self) -> bool:
        """Return whether the demo provider is the one in use: it takes gifts here, and no other takes any."""
        campaigns = set(Campaign.objects.filter(publication_id=self.publication_id).values_list("is_test", flat=True))
        return campaigns == {True} and ProviderCode.DEMO in Ports.providers()
