"""How much of a refund or a dispute is taken from the gift, and how much from the fee that the giver covered.

The gift goes first, so that the meter is never too high; a payment that went back whole leaves nothing of either. What is
booked already stays as it was booked, whatever is heard of later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from folkmoot.pure.ledger.journal import Split


@dataclass(frozen=True, slots=True)
class Reduction:
    """Money that leaves a payment, and perhaps comes back.

    Attributes:
        ref: its natural name.
        amount_minor: more than zero.
        at: when it left.
        undone_at: when it came back, for a refund that failed or a dispute that was won; None: it did not.
    """

    ref: str
    amount_minor: int
    at: datetime
    undone_at: datetime | None = None


class ExceededError(ValueError):
    """More would leave a payment than came in."""


def split_reductions(whole: Split, reductions: Sequence[Reduction], booked: Mapping[str, Split]) -> dict[str, Split]:
    """Return how each of a payment's reductions is split, by its ref.

    They are gone through in the order in which they happened, not in which they are heard of, so that whoever hears of
    all at once books what was booked by whoever heard of each.

    Args:
        whole: what came in.
        reductions: all that are known.
        booked: the splits that stand in the journal already.

    Raises:
        ExceededError: more would leave than came in.
    """
    splits = dict(booked)
    gift_left, cover_left = whole.gift_minor, whole.cover_minor
    for one, leaves in _in_order(reductions):
        if not leaves:
            split = splits[one.ref]
            gift_left, cover_left = gift_left + split.gift_minor, cover_left + split.cover_minor
            continue
        if one.ref not in splits:
            gift = min(one.amount_minor, max(gift_left, 0))
            splits[one.ref] = Split(gift, one.amount_minor - gift)
        split = splits[one.ref]
        gift_left, cover_left = gift_left - split.gift_minor, cover_left - split.cover_minor
        if gift_left + cover_left < 0:
            message = f"{one.ref} takes {one.amount_minor}: {-gift_left - cover_left} more than there was"
            raise ExceededError(message)
    return splits


def _in_order(reductions: Sequence[Reduction]) -> list[tuple[Reduction, bool]]:
    """Return each leaving (True) and coming back (False) in the order of time; at the same time, what comes back first.

    Nothing comes back before it left: clocks of providers count whole seconds, and a refund can fail within one.
    """
    steps = [(one.at, 1, one.ref, one, True) for one in reductions]
    steps += [
        (max(one.at, one.undone_at), 0 if one.undone_at > one.at else 2, one.ref, one, False)
        for one in reductions
        if one.undone_at is not None
    ]
    return [(one, leaves) for *_, one, leaves in sorted(steps, key=lambda step: step[:3])]
