"""A double-entry journal: what happened to money, as movements from one account to another.

A movement has one amount and two accounts, so debit equals credit by construction: there is nothing that could be out of
balance. Each entry has a natural key that says which fact of the world it books; booking the same fact twice is the same
entry. Entries are never changed: what was wrong is mended by a further one.

Accounts are words with colons, as plain-text accounting has them (https://hledger.org/accounting.html):

    assets:{provider}             what a provider owes us
    assets:{provider}:disputed    what it keeps while a bank asks for it back
    assets:in-transit:{provider}  paid out by a provider, not on our bank account yet
    assets:bank                   our bank account
    income:gifts:{campaign}       what counts for a campaign: its balance is what was raised
    income:late:{campaign}        what came for a campaign when it had ended
    income:cover:{campaign}       what givers added for the provider's fee
    income:disputed:{campaign}    gifts that a bank asks back
    expenses:fees:{provider}      what a provider keeps
    equity:opening                what was raised elsewhere, before
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

BANK = "assets:bank"
OPENING = "equity:opening"


class EntryKind(StrEnum):
    """What an entry books."""

    CHARGE = "charge"
    FEE = "fee"
    REFUND = "refund"
    REFUND_FAILED = "refund-failed"
    DISPUTE_OPENED = "dispute-opened"
    DISPUTE_WON = "dispute-won"
    DISPUTE_LOST = "dispute-lost"
    PAYOUT = "payout"
    BANK_IN = "bank-in"
    OPENING = "opening"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Movement:
    """An amount that moves.

    Attributes:
        debit: the account that receives it.
        credit: the account that it leaves.
        amount_minor: more than zero, in minor units of `currency`.
    """

    debit: str
    credit: str
    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        """Raise ValueError for what is no movement."""
        if self.amount_minor <= 0 or self.debit == self.credit:
            message = f"{self.amount_minor} from {self.credit} to {self.debit} moves nothing"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact, booked.

    Attributes:
        key: natural and unique: `refund|stripe|acct_1|re_7`.
        at: when it happened, by whoever moved the money; aware UTC.
        movements: at least one.
    """

    key: str
    kind: EntryKind
    at: datetime
    movements: tuple[Movement, ...]

    def __post_init__(self) -> None:
        """Raise ValueError for an entry that moves nothing."""
        if not self.movements:
            message = f"{self.key} moves nothing"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Split:
    """An amount, by what it was given for: the gift, which counts, and the fee that the giver covered. Minor units."""

    gift_minor: int
    cover_minor: int

    @property
    def total_minor(self) -> int:
        """Return the whole."""
        return self.gift_minor + self.cover_minor


@dataclass(frozen=True, slots=True)
class Purse:
    """Where the money of one payment lives.

    Attributes:
        provider: its code; it is part of account names.
        campaign: the campaign's id as text.
        late: whether it came when the campaign had ended: booked, shown, not counted.
    """

    provider: str
    campaign: str
    currency: str
    late: bool = False

    @property
    def asset(self) -> str:
        """Return the account of what the provider owes us; the bank owes us nothing, it is ours."""
        return BANK if self.provider in {"bank", "manual"} else f"assets:{self.provider}"

    @property
    def gifts(self) -> str:
        """Return the account whose balance counts, or that of what came too late."""
        return f"income:{'late' if self.late else 'gifts'}:{self.campaign}"

    @property
    def cover(self) -> str:
        """Return the account of fees that givers covered."""
        return f"income:cover:{self.campaign}"

    @property
    def disputed_asset(self) -> str:
        """Return the account of what is kept from us while it is disputed."""
        return f"{self.asset}:disputed"

    @property
    def disputed_gifts(self) -> str:
        """Return the account of gifts that are disputed."""
        return f"income:disputed:{self.campaign}"


def charge(purse: Purse, split: Split) -> tuple[Movement, ...]:
    """Return how a payment comes in."""
    return _kept(
        _move(purse, purse.asset, purse.gifts, split.gift_minor),
        _move(purse, purse.asset, purse.cover, split.cover_minor),
    )


def fee(provider: str, amount_minor: int, currency: str) -> tuple[Movement, ...]:
    """Return how a provider keeps its fee. A fee below zero is one that is given back."""
    paid, kept = f"expenses:fees:{provider}", f"assets:{provider}"
    if amount_minor < 0:
        paid, kept = kept, paid
    return (Movement(paid, kept, abs(amount_minor), currency),) if amount_minor else ()


def refund(purse: Purse, split: Split) -> tuple[Movement, ...]:
    """Return how a payment, or a part of it, goes back."""
    return tuple(_turned(movement) for movement in charge(purse, split))


def undone(purse: Purse, split: Split) -> tuple[Movement, ...]:
    """Return how a payment that was booked by mistake is taken out again."""
    return refund(purse, split)


def refund_failed(purse: Purse, split: Split) -> tuple[Movement, ...]:
    """Return how a refund that could not be delivered comes back to us."""
    return charge(purse, split)


def dispute_opened(purse: Purse, split: Split) -> tuple[Movement, ...]:
    """Return how a bank takes money away until it is decided whose it is: it counts no longer."""
    return _kept(
        _move(purse, purse.disputed_asset, purse.asset, split.total_minor),
        _move(purse, purse.gifts, purse.disputed_gifts, split.gift_minor),
        _move(purse, purse.cover, purse.disputed_gifts, split.cover_minor),
    )


def dispute_won(purse: Purse, split: Split) -> tuple[Movement, ...]:
    """Return how money that was disputed comes back."""
    return tuple(_turned(movement) for movement in dispute_opened(purse, split))


def dispute_lost(purse: Purse, split: Split) -> tuple[Movement, ...]:
    """Return how money that was disputed is gone for good."""
    return _kept(_move(purse, purse.disputed_gifts, purse.disputed_asset, split.total_minor))


def payout(provider: str, amount_minor: int, currency: str) -> tuple[Movement, ...]:
    """Return how a provider sends what it owes us; below zero: how it takes back what we owe it."""
    there, here = f"assets:in-transit:{provider}", f"assets:{provider}"
    if amount_minor < 0:
        there, here = here, there
    return (Movement(there, here, abs(amount_minor), currency),) if amount_minor else ()


def bank_in(provider: str, amount_minor: int, currency: str) -> tuple[Movement, ...]:
    """Return how what a provider sent arrives on our bank account."""
    return (Movement(BANK, f"assets:in-transit:{provider}", amount_minor, currency),)


def opening(campaign: str, amount_minor: int, currency: str) -> tuple[Movement, ...]:
    """Return how what was raised elsewhere, before, is carried over."""
    return (Movement(OPENING, f"income:gifts:{campaign}", amount_minor, currency),)


def _move(purse: Purse, debit: str, credit: str, amount_minor: int) -> Movement | None:
    return Movement(debit, credit, amount_minor, purse.currency) if amount_minor else None


def _kept(*movements: Movement | None) -> tuple[Movement, ...]:
    return tuple(movement for movement in movements if movement is not None)


def _turned(movement: Movement) -> Movement:
    return Movement(movement.credit, movement.debit, movement.amount_minor, movement.currency)
