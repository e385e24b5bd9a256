"""A provider of the tests, whose truth goes on by steps: each changes the picture, and gives a reason for a message."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from folkmoot.funding.models import Contribution
from folkmoot.funding.ports import ProviderDownError, UnverifiableError
from folkmoot.funding.values import (
    Capabilities,
    Checkout,
    CheckoutOrder,
    DisputeState,
    Given,
    Hint,
    Picture,
    RemoteCharge,
    RemoteDispute,
    RemotePayout,
    RemoteRefund,
    RemoteSubscription,
    SubscriptionState,
)
from tests.cast import NOON

Step = Callable[[Picture, datetime], Picture]


@dataclass
class RemoteHouse:
    """A provider in memory.

    Attributes:
        pictures: what it knows, by our name for it.
        down: whether it cannot be asked.
    """

    pictures: dict[str, Picture] = field(default_factory=dict)
    changed_at: dict[str, datetime] = field(default_factory=dict)
    refunded: dict[str, int] = field(default_factory=dict)
    down: bool = False
    code: str = "demo"
    account: str = "acct"
    is_live: bool = False
    capabilities: Capabilities = field(default_factory=Capabilities)

    def meet(self, contribution: Contribution) -> None:
        """Hear of a contribution, as if its checkout had been made here."""
        self.pictures[contribution.name_of_ours] = Picture(
            provider=self.code,
            account=self.account,
            is_live=self.is_live,
            contribution=contribution.name_of_ours,
            currency=contribution.currency,
            asked_at=NOON,
            checkout_ref=contribution.checkout_ref,
        )

    def go_on(self, name: str, step: Step, at: datetime) -> None:
        """Let something happen."""
        self.pictures[name] = step(self.pictures[name], at)
        self.changed_at[name] = at

    def create_checkout(self, order: CheckoutOrder) -> Checkout:
        """Return a page that nobody sees."""
        self._be_there()
        return Checkout(ref=f"checkout-{order.contribution}", url=f"https://pay.example/{order.contribution}")

    def fetch(self, given: Given, *, now: datetime) -> Picture | None:
        """Return what is so now."""
        self._be_there()
        picture = self.pictures.get(given.contribution)
        return picture and replace(picture, asked_at=now)

    def find(self, hint: Hint) -> str:
        """Return nothing: our messages name what they are about."""
        return hint.contribution

    def list_since(self, since: datetime) -> Iterable[str]:
        """Yield what changed."""
        self._be_there()
        yield from [name for name, at in self.changed_at.items() if at >= since]

    def payouts_since(self, since: datetime) -> Iterable[RemotePayout]:
        """Yield none."""
        return ()

    def refund(self, given: Given, *, charge_ref: str, amount_minor: int, key: str) -> None:
        """Send money back, once a key."""
        self._be_there()
        if key not in self.refunded:
            self.refunded[key] = amount_minor
            at = self.changed_at[given.contribution] + timedelta(seconds=1)
            self.go_on(given.contribution, refund(charge_ref, amount_minor, key=key), at)

    def change_amount(self, given: Given, *, total_minor: int, key: str) -> None:
        """Change what renews."""

    def pause(self, given: Given) -> None:
        """Pause."""

    def resume(self, given: Given) -> None:
        """Go on."""

    def cancel(self, given: Given) -> None:
        """End."""

    def portal_url(self, given: Given, *, return_url: str) -> str:
        """Return nothing."""
        return ""

    def parse_webhook(self, body: bytes, headers: Mapping[str, str], *, now: datetime) -> Hint:
        """Return what a message says, if it is ours."""
        if headers.get("X-Proof") != "right":
            raise UnverifiableError
        return Hint(account=self.account, is_live=self.is_live, **json.loads(body))

    def _be_there(self) -> None:
        if self.down:
            message = "nobody answers"
            raise ProviderDownError(message)


def message_about(contribution: Contribution, number: int) -> bytes:
    """Return a message that something happened."""
    words = {
        "event_id": f"evt-{contribution.id}-{number}",
        "kind": "changed",
        "contribution": contribution.name_of_ours,
    }
    return json.dumps(words).encode()


def pay(
    ref: str, amount_minor: int, *, currency: str = "USD", fee_minor: int | None = 60, renewal: bool = False
) -> Step:
    """Return the step that money comes, also for a charge that waited or failed before."""

    def step(picture: Picture, at: datetime) -> Picture:
        before = _charge(picture, ref)
        begun_at = before.at if before else at
        charge = RemoteCharge(
            ref=ref,
            state="paid",
            amount_minor=amount_minor,
            currency=currency,
            at=begun_at,
            paid_at=at,
            fee_minor=fee_minor,
            renewal=renewal,
        )
        return _with(picture, charge)

    return step


def wait(ref: str, amount_minor: int, *, state: str = "pending", renewal: bool = False) -> Step:
    """Return the step that money is on its way, or (`state="failed"`) that it will not come."""

    def step(picture: Picture, at: datetime) -> Picture:
        failure = "declined" if state == "failed" else ""
        charge = RemoteCharge(
            ref=ref, state=state, amount_minor=amount_minor, currency="USD", at=at, failure=failure, renewal=renewal
        )
        return _with(picture, charge)

    return step


def refund(ref: str, amount_minor: int, *, name: str = "", key: str = "") -> Step:
    """Return the step that some of a charge goes back."""

    def step(picture: Picture, at: datetime) -> Picture:
        charge = _known(picture, ref)
        one = RemoteRefund(
            ref=name or f"re-{key or len(charge.refunds)}-{ref}", amount_minor=amount_minor, at=at, key=key
        )
        return _with(picture, replace(charge, refunds=(*charge.refunds, one)))

    return step


def fail_refund(ref: str, name: str) -> Step:
    """Return the step that a refund could not be delivered."""

    def step(picture: Picture, at: datetime) -> Picture:
        charge = _known(picture, ref)
        refunds = tuple(replace(one, failed_at=at) if one.ref == name else one for one in charge.refunds)
        return _with(picture, replace(charge, refunds=refunds))

    return step


def dispute(ref: str, amount_minor: int, *, name: str) -> Step:
    """Return the step that a bank asks money back."""

    def step(picture: Picture, at: datetime) -> Picture:
        charge = _known(picture, ref)
        one = RemoteDispute(ref=name, amount_minor=amount_minor, state=DisputeState.OPEN, at=at)
        return _with(picture, replace(charge, disputes=(*charge.disputes, one)))

    return step


def close_dispute(ref: str, name: str, state: DisputeState) -> Step:
    """Return the step that it is decided whose the money is."""

    def step(picture: Picture, at: datetime) -> Picture:
        charge = _known(picture, ref)
        disputes = tuple(replace(one, state=state, closed_at=at) if one.ref == name else one for one in charge.disputes)
        return _with(picture, replace(charge, disputes=disputes))

    return step


def subscribe(state: SubscriptionState, amount_minor: int) -> Step:
    """Return the step that renewals stand so."""

    def step(picture: Picture, at: datetime) -> Picture:
        ended_at = at if state is SubscriptionState.ENDED else None
        subscription = RemoteSubscription(ref="sub", state=state, amount_minor=amount_minor, ended_at=ended_at)
        return replace(picture, subscription=subscription)

    return step


def _charge(picture: Picture, ref: str) -> RemoteCharge | None:
    return next((one for one in picture.charges if one.ref == ref), None)


def _known(picture: Picture, ref: str) -> RemoteCharge:
    charge = _charge(picture, ref)
    assert charge is not None
    return charge


def _with(picture: Picture, charge: RemoteCharge) -> Picture:
    others = tuple(one for one in picture.charges if one.ref != charge.ref)
    return replace(picture, charges=(*others, charge))
