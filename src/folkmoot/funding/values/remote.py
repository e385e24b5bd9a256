"""What a provider says now of one contribution: a whole picture, never a change.

A webhook only says that it is worth asking. Whatever is asked, and however often, the picture leads to the same journal.
All amounts are true minor units of their currency; a provider's own way of writing them stays in its adapter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DisputeState(StrEnum):
    """What became of money that a bank asks back."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"


class SubscriptionState(StrEnum):
    """Where renewals stand at a provider."""

    BEGUN = "begun"
    ACTIVE = "active"
    PAUSED = "paused"
    FAILING = "failing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteRefund:
    """Money on its way back.

    Attributes:
        key: ours, if we asked for it; empty for one that was made at the provider.
        failed_at: when it turned out that it could not be delivered.
    """

    ref: str
    amount_minor: int
    at: datetime
    key: str = ""
    failed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteDispute:
    """Money that a bank asks back. `closed_at`: when it was decided, None while open."""

    ref: str
    amount_minor: int
    state: DisputeState
    at: datetime
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteCharge:
    """One payment, first or renewal.

    Attributes:
        ref: its name at the provider, for good: of one that renews, the invoice's.
        state: "pending", "paid" or "failed", as `PaymentState`.
        amount_minor: what the giver pays: gift and covered fee.
        at: when it was begun.
        paid_at: when the money was the provider's to keep; None until then.
        fee_minor: what the provider keeps, in `fee_currency`; None while it is not known.
        failure: why it failed, as one of our own codes (`expired_card`, `no_funds`, `needs_authentication`, `declined`).
        renewal: whether a subscription made it.
        payout_ref: the payout it went into; empty until then.
    """

    ref: str
    state: str
    amount_minor: int
    currency: str
    at: datetime
    paid_at: datetime | None = None
    fee_minor: int | None = None
    fee_currency: str = ""
    failure: str = ""
    renewal: bool = False
    payout_ref: str = ""
    refunds: tuple[RemoteRefund, ...] = ()
    disputes: tuple[RemoteDispute, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteSubscription:
    """A gift that renews.

    Attributes:
        amount_minor: of the next payment: gift and covered fee.
        next_at: when it is tried next; None when it is not.
        failure: why the last try failed; empty when it did not.
    """

    ref: str
    state: SubscriptionState
    amount_minor: int
    next_at: datetime | None = None
    ended_at: datetime | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """All that a provider knows of one contribution.

    Attributes:
        account: whose account at the provider it is: another one's money is not ours.
        is_live: whether real money moves.
        contribution: our own name for it, which we gave the provider; empty where it knows none.
        checkout_ref: the provider's name for the page where it began.
        expired: whether that page was left and can no longer be paid on.
        asked_at: when we began to ask: of two pictures the later one tells how a subscription stands.
    """

    provider: str
    account: str
    is_live: bool
    contribution: str
    currency: str
    asked_at: datetime
    checkout_ref: str = ""
    expired: bool = False
    charges: tuple[RemoteCharge, ...] = ()
    subscription: RemoteSubscription | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemotePayout:
    """Money that a provider sent to the bank. `amount_minor` below zero: it took money back."""

    ref: str
    account: str
    amount_minor: int
    currency: str
    at: datetime
    arrived_at: datetime | None = None
    is_live: bool = True
