"""Whether what a provider says fits what was agreed. What does not is never booked: a person looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from folkmoot.funding.values import Picture, RemoteCharge
from folkmoot.pure.ledger.journal import Split
from folkmoot.pure.ledger.money import written


class Reason(StrEnum):
    """What does not fit."""

    ACCOUNT = "account"
    MODE = "mode"
    CURRENCY = "currency"
    AMOUNT = "amount"
    EXCEEDED = "exceeded"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Misfit:
    """What does not fit, what was expected, and what came."""

    reason: Reason
    expected: str
    came: str


def misfit_of_picture(picture: Picture, *, account: str, is_test: bool, currency: str) -> Misfit | None:
    """Return why a whole picture is not to be believed, or None."""
    if picture.is_live == is_test:
        return Misfit(Reason.MODE, _mode(live=not is_test), _mode(live=picture.is_live))
    if picture.account != account:
        return Misfit(Reason.ACCOUNT, account, picture.account)
    if picture.currency and picture.currency != currency:
        return Misfit(Reason.CURRENCY, currency, picture.currency)
    return None


def misfit_of_charge(charge: RemoteCharge, *, currency: str, agreed: Sequence[Split], exact: bool) -> Misfit | None:
    """Return why a payment is not to be booked, or None.

    Args:
        agreed: all amounts that were ever agreed for this contribution.
        exact: whether it must be one of these; a bank transfer may be of any.
    """
    if charge.currency != currency:
        return Misfit(Reason.CURRENCY, currency, charge.currency)
    if charge.amount_minor <= 0 or (exact and charge.amount_minor not in {split.total_minor for split in agreed}):
        expected = dict.fromkeys(sum_of(split.total_minor, currency) for split in agreed)
        return Misfit(Reason.AMOUNT, " / ".join(expected), sum_of(charge.amount_minor, currency))
    return None


def sum_of(minor: int, currency: str) -> str:
    """Return an amount as every treasurer and every provider's list can be compared with it: `10.61 USD`."""
    return f"{written(minor, currency)} {currency}"


def split_of(amount_minor: int, agreed: Sequence[Split]) -> Split:
    """Return how a payment splits: as it was agreed, the newest agreement first; an amount of no agreement is all gift."""
    fitting = [split for split in agreed if split.total_minor == amount_minor]
    return fitting[-1] if fitting else Split(amount_minor, 0)


def _mode(*, live: bool) -> str:
    return "live" if live else "test"
