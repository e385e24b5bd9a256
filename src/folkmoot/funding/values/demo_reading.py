"""What a picture of the demo provider says about money that is there."""

from __future__ import annotations

from folkmoot.funding.values.kinds import PaymentState
from folkmoot.funding.values.remote import DisputeState, Picture, RemoteCharge


def left_of(charge: RemoteCharge) -> int:
    """Return what of a charge has neither gone back nor is asked back, in minor units."""
    back = sum(one.amount_minor for one in charge.refunds if one.failed_at is None)
    asked = sum(one.amount_minor for one in charge.disputes if one.state is not DisputeState.WON)
    return charge.amount_minor - back - asked


def kept_of(charge: RemoteCharge) -> int:
    """Return what the provider owes for a charge now: what is left of it less the fee; nothing before it is paid."""
    return left_of(charge) - (charge.fee_minor or 0) if charge.state == PaymentState.PAID else 0


def is_paid_on(picture: Picture) -> bool:
    """Return whether the giver has done their part: money came, or is on its way."""
    return any(charge.state != PaymentState.FAILED for charge in picture.charges)
