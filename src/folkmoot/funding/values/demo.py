"""What can happen at the demo provider: each act changes its picture of one contribution. No money moves.

The steps are pure, so whoever acts on its page, at its desk or through its interface does the same.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from folkmoot.funding.values.demo_reading import is_paid_on, left_of
from folkmoot.funding.values.kinds import Frequency, PaymentState
from folkmoot.funding.values.remote import (
    DisputeState,
    Picture,
    RemoteCharge,
    RemoteDispute,
    RemoteRefund,
    RemoteSubscription,
    SubscriptionState,
)

DEMO_ACCOUNT = "demo"
FEE_PER_10000 = 300
"""What it keeps of each payment: three in a hundred."""

DECLINED, NEEDS_AUTHENTICATION, NO_FUNDS = "declined", "needs_authentication", "no_funds"
EXPIRED_CARD = "expired_card"
Step = Callable[[Picture], Picture]


class ImpossibleError(ValueError):
    """The demo provider cannot do that now; the message says why, for the log."""


class Delivery(StrEnum):
    """What becomes of the message about an act: sent once or twice, kept back until somebody sends it, or never sent."""

    ONCE = "once"
    TWICE = "twice"
    HELD = "held"
    LOST = "lost"


def fee_minor(total_minor: int) -> int:
    """Return what the demo provider keeps of a payment, rounded up to a whole minor unit."""
    return -(-total_minor * FEE_PER_10000 // 10_000)


def next_time(at: datetime, frequency: Frequency) -> datetime:
    """Return when a gift of that time renews: the same day a month or a year later, or the last one there is."""
    months = at.month + (12 if frequency is Frequency.YEARLY else 1) - 1
    year, month = at.year + months // 12, months % 12 + 1
    return at.replace(year=year, month=month, day=min(at.day, monthrange(year, month)[1]))


def pay(total_minor: int, frequency: Frequency, *, at: datetime) -> Step:
    """Return the step of the giver paying: the money is there at once, and what renews has begun."""

    def step(picture: Picture) -> Picture:
        _be_open(picture)
        charge = _paid(_new_charge(picture, total_minor, at=at), at=at)
        begun = _begun(picture, charge, frequency, SubscriptionState.ACTIVE, at=at)
        return replace(picture, charges=(*picture.charges, charge), subscription=begun)

    return step


def pay_later(total_minor: int, frequency: Frequency, *, at: datetime) -> Step:
    """Return the step of a debit that is on its way: it comes, or it does not, some days later (`settle`)."""

    def step(picture: Picture) -> Picture:
        _be_open(picture)
        charge = _new_charge(picture, total_minor, at=at)
        begun = _begun(picture, charge, frequency, SubscriptionState.BEGUN, at=at)
        return replace(picture, charges=(*picture.charges, charge), subscription=begun)

    return step


def decline(total_minor: int, *, failure: str = DECLINED, at: datetime) -> Step:
    """Return the step of a payment that is refused; another may be tried on the same page."""

    def step(picture: Picture) -> Picture:
        _be_open(picture)
        charge = replace(_new_charge(picture, total_minor, at=at), state=PaymentState.FAILED.value, failure=failure)
        return replace(picture, charges=(*picture.charges, charge))

    return step


def abandon(picture: Picture) -> Picture:
    """Return the picture of a page that was left: nobody can pay on it any more."""
    _be_open(picture)
    return replace(picture, expired=True)


def settle(ref: str, *, comes: bool, at: datetime) -> Step:
    """Return the step of money that was on its way: it comes, or there was none."""

    def step(picture: Picture) -> Picture:
        charge = charge_in(picture, ref)
        if charge.state != PaymentState.PENDING:
            message = f"{ref} is not on its way"
            raise ImpossibleError(message)
        begun = picture.subscription
        if comes:
            active = begun and replace(begun, state=SubscriptionState.ACTIVE)
            return replace(_with(picture, _paid(charge, at=at)), subscription=active)
        gone = replace(charge, state=PaymentState.FAILED.value, failure=NO_FUNDS)
        ended = begun and replace(begun, state=SubscriptionState.ENDED, next_at=None, ended_at=at)
        return replace(_with(picture, gone), subscription=ended)

    return step


def refund(ref: str, amount_minor: int, *, key: str = "", at: datetime) -> Step:
    """Return the step of money going back. The same key again sends nothing more."""

    def step(picture: Picture) -> Picture:
        charge = charge_in(picture, ref)
        if key and any(one.key == key for one in charge.refunds):
            return picture
        if charge.state != PaymentState.PAID or not 0 < amount_minor <= left_of(charge):
            message = f"{amount_minor} of {ref} cannot go back: {left_of(charge)} are left"
            raise ImpossibleError(message)
        name = f"re_{ref.removeprefix('ch_')}_{len(charge.refunds) + 1}"
        one = RemoteRefund(ref=name, amount_minor=amount_minor, at=at, key=key)
        return _with(picture, replace(charge, refunds=(*charge.refunds, one)))

    return step


def dispute(ref: str, *, at: datetime) -> Step:
    """Return the step of a bank asking back all that is left of a payment."""

    def step(picture: Picture) -> Picture:
        charge = charge_in(picture, ref)
        if charge.state != PaymentState.PAID or left_of(charge) <= 0:
            message = f"nothing of {ref} is left to dispute"
            raise ImpossibleError(message)
        name = f"dp_{ref.removeprefix('ch_')}_{len(charge.disputes) + 1}"
        one = RemoteDispute(ref=name, amount_minor=left_of(charge), state=DisputeState.OPEN, at=at)
        return _with(picture, replace(charge, disputes=(*charge.disputes, one)))

    return step


def decide(ref: str, state: DisputeState, *, at: datetime) -> Step:
    """Return the step of an open dispute being won or lost."""

    def step(picture: Picture) -> Picture:
        charge = charge_in(picture, ref)
        if all(one.state is not DisputeState.OPEN for one in charge.disputes):
            message = f"{ref} is not disputed"
            raise ImpossibleError(message)
        decided = tuple(
            replace(one, state=state, closed_at=at) if one.state is DisputeState.OPEN else one
            for one in charge.disputes
        )
        return _with(picture, replace(charge, disputes=decided))

    return step


def renew(frequency: Frequency, *, succeeds: bool, at: datetime) -> Step:
    """Return the step of the next renewal: it succeeds or fails. One that failed is tried again under its own name."""

    def step(picture: Picture) -> Picture:
        subscription = picture.subscription
        if subscription is None or subscription.state not in {SubscriptionState.ACTIVE, SubscriptionState.FAILING}:
            message = "nothing renews"
            raise ImpossibleError(message)
        failed = picture.charges[-1] if subscription.state is SubscriptionState.FAILING else None
        charge = failed or _new_charge(picture, subscription.amount_minor, renewal=True, at=at)
        if succeeds:
            charge = _paid(charge, at=at)
            changed = replace(
                subscription, state=SubscriptionState.ACTIVE, failure="", next_at=next_time(at, frequency)
            )
        else:
            charge = replace(charge, state=PaymentState.FAILED.value, failure=EXPIRED_CARD)
            changed = replace(subscription, state=SubscriptionState.FAILING, failure=EXPIRED_CARD)
        return replace(_with(picture, charge), subscription=changed)

    return step


def change_amount(total_minor: int) -> Step:
    """Return the step of the next renewals being of another amount."""

    def step(picture: Picture) -> Picture:
        return replace(picture, subscription=replace(_renewing(picture), amount_minor=total_minor))

    return step


def pause(picture: Picture) -> Picture:
    """Return the picture without renewals, until they go on."""
    return replace(picture, subscription=replace(_renewing(picture), state=SubscriptionState.PAUSED, next_at=None))


def resume(frequency: Frequency, *, at: datetime) -> Step:
    """Return the step of renewals going on; what was not paused changes nothing."""

    def step(picture: Picture) -> Picture:
        subscription = _renewing(picture)
        if subscription.state is not SubscriptionState.PAUSED:
            return picture
        going_on = replace(subscription, state=SubscriptionState.ACTIVE, next_at=next_time(at, frequency))
        return replace(picture, subscription=going_on)

    return step


def cancel(*, at: datetime) -> Step:
    """Return the step of renewals ending for good; what has ended changes nothing."""

    def step(picture: Picture) -> Picture:
        subscription = picture.subscription
        if subscription is None or subscription.state is SubscriptionState.ENDED:
            return picture
        ended = replace(subscription, state=SubscriptionState.ENDED, next_at=None, ended_at=at)
        return replace(picture, subscription=ended)

    return step


def charge_in(picture: Picture, ref: str) -> RemoteCharge:
    """Return the charge of that name.

    Raises:
        ImpossibleError: there is none.
    """
    found = next((charge for charge in picture.charges if charge.ref == ref), None)
    if found is None:
        message = f"there is no {ref}"
        raise ImpossibleError(message)
    return found


def _be_open(picture: Picture) -> None:
    if picture.expired or is_paid_on(picture):
        message = "nobody can pay on this page any more"
        raise ImpossibleError(message)


def _renewing(picture: Picture) -> RemoteSubscription:
    if picture.subscription is None or picture.subscription.state is SubscriptionState.ENDED:
        message = "nothing renews"
        raise ImpossibleError(message)
    return picture.subscription


def _new_charge(picture: Picture, amount_minor: int, *, renewal: bool = False, at: datetime) -> RemoteCharge:
    return RemoteCharge(
        ref=f"ch_{picture.checkout_ref}_{len(picture.charges) + 1}",
        state=PaymentState.PENDING.value,
        amount_minor=amount_minor,
        currency=picture.currency,
        at=at,
        renewal=renewal,
    )


def _paid(charge: RemoteCharge, *, at: datetime) -> RemoteCharge:
    fee = fee_minor(charge.amount_minor)
    return replace(
        charge,
        state=PaymentState.PAID.value,
        paid_at=at,
        failure="",
        fee_minor=fee,
        fee_currency=charge.currency,
    )


def _begun(
    picture: Picture, charge: RemoteCharge, frequency: Frequency, state: SubscriptionState, *, at: datetime
) -> RemoteSubscription | None:
    """Return what renews from now on; None for a gift that is given once."""
    if frequency is Frequency.ONCE:
        return None
    return RemoteSubscription(
        ref=f"sub_{picture.checkout_ref}",
        state=state,
        amount_minor=charge.amount_minor,
        next_at=next_time(at, frequency),
    )


def _with(picture: Picture, charge: RemoteCharge) -> Picture:
    """Return the picture with this charge in place of the one of its name, or as a new one at the end."""
    if any(one.ref == charge.ref for one in picture.charges):
        return replace(picture, charges=tuple(charge if one.ref == charge.ref else one for one in picture.charges))
    return replace(picture, charges=(*picture.charges, charge))
