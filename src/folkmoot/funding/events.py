"""What happens when readers give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from folkmoot.kit.outbox.facts import Fact, register


def meters_key(publication_id: int) -> str:
    """Return the surrogate key of every page that shows a meter, or would show one if there were one."""
    return f"meters-{publication_id}"


def campaign_key(campaign_id: int) -> str:
    """Return the surrogate key of what tells of one campaign: its page, its wall, its meter for programs."""
    return f"campaign-{campaign_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignFact(Fact):
    """Something happened to a campaign."""

    campaign_id: int

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the keys of pages with meters, and of the campaign's own."""
        return (meters_key(self.publication_id), campaign_key(self.campaign_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignChanged(CampaignFact):
    """A campaign was made, changed, begun, ended or closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeterMoved(CampaignFact):
    """What was raised for a campaign is more than before, or less. Amounts in minor units."""

    raised_minor: int
    supporters: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingChanged(Fact):
    """How a publication asks for money changed: its words, its other ways, or whether one can give at all."""

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the key of all pages that ask."""
        return (meters_key(self.publication_id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class WallChanged(CampaignFact):
    """A supporter's name or words appeared on the wall, or went from it."""

    takedown: ClassVar[bool] = True

    def surrogate_keys(self) -> tuple[str, ...]:
        """Return the key of the campaign's own pages."""
        return (campaign_key(self.campaign_id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionFact(Fact):
    """Something happened to what one person gives. It changes no page; letters are written of it."""

    contribution_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFact(ContributionFact):
    """Something happened to one payment."""

    payment_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReceived(PaymentFact):
    """Money came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentFailed(PaymentFact):
    """A payment was refused; `renewal` says whether it was one of a gift that renews."""

    renewal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRefunded(PaymentFact):
    """Some of a payment went back. Minor units."""

    amount_minor: int
    currency: str
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentUndone(PaymentFact):
    """A transfer was somebody else's: it was booked to this contribution, and is taken out of it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDisputed(PaymentFact):
    """A giver's bank asks for a payment back, or it was decided whose it is: `state` is a `DisputeState`."""

    ref: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionBegun(ContributionFact):
    """Somebody chose to give; no money came yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferAwaited(ContributionFact):
    """Somebody chose to give by bank transfer, and was told the reference to write on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionChanged(ContributionFact):
    """A gift that renews was changed: its amount, or `state`, a `ContributionState`."""

    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupporterForgotten(Fact):
    """Somebody who gave is known no more; all that is left of them is the keyed hash that they were counted by."""

    supporter_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyQuarantined(Fact):
    """Money came that does not fit what was agreed; it is not booked, and a person must look."""

    quarantined_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Fact):
    """Something about giving needs a person now."""

    alarm_id: int


register("funding.campaign_changed", CampaignChanged)
register("funding.meter_moved", MeterMoved)
register("funding.giving_changed", GivingChanged)
register("funding.wall_changed", WallChanged)
register("funding.payment_received", PaymentReceived)
register("funding.payment_failed", PaymentFailed)
register("funding.payment_refunded", PaymentRefunded)
register("funding.payment_undone", PaymentUndone)
register("funding.payment_disputed", PaymentDisputed)
register("funding.contribution_begun", ContributionBegun)
register("funding.transfer_awaited", TransferAwaited)
register("funding.contribution_changed", ContributionChanged)
register("funding.supporter_forgotten", SupporterForgotten)
register("funding.money_quarantined", MoneyQuarantined)
register("funding.alarm_raised", AlarmRaised)
