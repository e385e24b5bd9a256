"""What a giver adds so that all of their gift arrives."""

from __future__ import annotations

WHOLE = 10_000


def fee_of(paid_minor: int, *, per_10000: int, fixed_minor: int) -> int:
    """Return the fee on a payment: a share of it, rounded half up as providers do, and a fixed amount. Minor units."""
    return (2 * paid_minor * per_10000 + WHOLE) // (2 * WHOLE) + fixed_minor


def cover_of(gift_minor: int, *, per_10000: int, fixed_minor: int, step_minor: int = 1) -> int:
    """Return the least that can be added to a gift so that the fee on both leaves at least the gift. Minor units.

    Of 10.20 and a fee of 2.9 % and 0.30 it is 0.61: of 10.81 the fee is 0.61, rounded from 0.6135.

    Args:
        per_10000: the share, in hundredths of a per cent; less than everything.
        fixed_minor: the fixed amount, 0 or more.
        step_minor: the smallest amount that can be paid.
    """
    whole = -(
        -(gift_minor + fixed_minor) * WHOLE // (WHOLE - per_10000)
    )  # leaves enough even of a fee that is not rounded
    if whole - 1 - fee_of(whole - 1, per_10000=per_10000, fixed_minor=fixed_minor) >= gift_minor:
        whole -= 1
    return max(0, -(-(whole - gift_minor) // step_minor) * step_minor)
