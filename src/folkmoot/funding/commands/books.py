"""What a picture is booked into, and what all that is booked has in common."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from folkmoot.funding.commands.book import NOTHING, enter, move_totals
from folkmoot.funding.models import Campaign, Contribution, Payment
from folkmoot.pure.ledger.journal import Entry, EntryKind, Movement, Purse, Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """Where a picture is booked. Contribution and campaign are locked; the campaign's totals are saved afterwards.

    Attributes:
        account: whose account at the provider it is.
        exact: whether amounts must be as agreed.
        pending: what is booked, and not in the database yet.
    """

    contribution: Contribution
    campaign: Campaign
    account: str
    exact: bool
    now: datetime
    pending: list[tuple[Entry, Payment, Split]] = field(default_factory=list)

    @property
    def agreed(self) -> list[Split]:
        """Return all amounts that were ever agreed, the newest last."""
        return [Split(gift, cover) for gift, cover in self.contribution.agreed]

    def key(self, kind: EntryKind, ref: str) -> str:
        """Return the natural key of a fact about something that the provider calls `ref`."""
        return f"{kind}|{self.contribution.provider}|{self.account}|{ref}"

    def write(
        self,
        kind: EntryKind,
        ref: str,
        at: datetime,
        movements: tuple[Movement, ...],
        payment: Payment,
        split: Split = NOTHING,
    ) -> None:
        """Book a fact about a payment that is not booked yet; one that moves nothing is none."""
        if movements:
            self.pending.append((Entry(self.key(kind, ref), kind, at, movements), payment, split))
            move_totals(self.campaign, movements)

    def close(self) -> None:
        """Write down all that was booked."""
        enter(self.pending, self.campaign, now=self.now)


def purse_of(payment: Payment) -> Purse:
    """Return where the money of a payment lives."""
    return Purse(payment.provider, str(payment.campaign_id), payment.currency, late=payment.late)


def facts_about(payment: Payment, now: datetime) -> dict[str, Any]:
    """Return the fields that all facts about one payment have in common."""
    return {
        "publication_id": payment.publication_id,
        "contribution_id": payment.contribution_id,
        "payment_id": payment.id,
        "at": now,
    }
