"""A provider in memory: it takes orders, and says of each what a test makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from folkmoot.funding.ports import ProviderDownError, ProviderRefusedError, UnverifiableError
from folkmoot.funding.values import (
    Capabilities,
    Checkout,
    CheckoutOrder,
    Frequency,
    Given,
    Hint,
    PaymentState,
    Picture,
    RemoteCharge,
    RemotePayout,
    RemoteSubscription,
    SubscriptionState,
)

ORIGIN = "https://till.example"


@dataclass
class Till:
    """A `Provider`. `orders` are all that it was asked for; `is_down` and `refuses` let it fail."""

    code: str = "demo"
    account: str = "acct"
    is_live: bool = False
    capabilities: Capabilities = field(
        default_factory=lambda: Capabilities(origins=(ORIGIN,), fee_per_10000=290, fee_fixed_minor={"USD": 30})
    )
    orders: list[CheckoutOrder] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    is_down: bool = False
    refuses: bool = False

    def create_checkout(self, order: CheckoutOrder) -> Checkout:
        """Return a page; the same order again is the same page."""
        self._answer()
        if self.refuses:
            raise ProviderRefusedError
        self.orders.append(order)
        ref = f"{order.contribution}-{order.again}"
        return Checkout(ref=ref, url=f"{ORIGIN}/{ref}")

    def pay(self, order: CheckoutOrder, *, now: datetime, state: PaymentState = PaymentState.PAID) -> None:
        """Let somebody pay, or try to."""
        renews = order.frequency is not Frequency.ONCE
        charge = RemoteCharge(
            ref=f"ch-{order.contribution}-{len(self._charges(order))}",
            state=state,
            amount_minor=order.total_minor,
            currency=order.currency,
            at=now,
            paid_at=now if state is PaymentState.PAID else None,
            failure="declined" if state is PaymentState.FAILED else "",
        )
        subscription = RemoteSubscription(
            ref=f"sub-{order.contribution}", state=SubscriptionState.ACTIVE, amount_minor=order.total_minor
        )
        self.pictures[order.contribution] = Picture(
            provider=self.code,
            account=self.account,
            is_live=self.is_live,
            contribution=order.contribution,
            currency=order.currency,
            asked_at=now,
            charges=(*self._charges(order), charge),
            subscription=subscription if renews and state is PaymentState.PAID else None,
        )

    def fails(self, contribution: str, failure: str, *, next_at: datetime) -> None:
        """Let a renewal fail."""
        given = Given(contribution=contribution)
        self._subscribe(given, state=SubscriptionState.FAILING, failure=failure, next_at=next_at)

    def fetch(self, given: Given, *, now: datetime) -> Picture | None:
        """Return what it knows."""
        self._answer()
        picture = self.pictures.get(given.contribution)
        return replace(picture, asked_at=now) if picture else None

    def find(self, hint: Hint) -> str:
        """Return our name."""
        return hint.contribution

    def list_since(self, since: datetime) -> Iterable[str]:
        """Yield all."""
        del since
        return list(self.pictures)

    def payouts_since(self, since: datetime) -> Iterable[RemotePayout]:
        """Yield none."""
        del since
        return ()

    def refund(self, given: Given, *, charge_ref: str, amount_minor: int, key: str) -> None:
        """Refuse: nobody here asks for one."""
        del given, charge_ref, amount_minor, key
        raise ProviderRefusedError

    def change_amount(self, given: Given, *, total_minor: int, key: str) -> None:
        """Let renewals be of another amount."""
        del key
        self._subscribe(given, amount_minor=total_minor)

    def pause(self, given: Given) -> None:
        """Let no renewal happen."""
        self._subscribe(given, state=SubscriptionState.PAUSED)

    def resume(self, given: Given) -> None:
        """Let renewals happen."""
        self._subscribe(given, state=SubscriptionState.ACTIVE)

    def cancel(self, given: Given) -> None:
        """End it."""
        self._subscribe(given, state=SubscriptionState.ENDED)

    def portal_url(self, given: Given, *, return_url: str) -> str:
        """Return where a card is mended."""
        self._answer()
        return f"{ORIGIN}/portal/{given.contribution}?back={return_url}"

    def parse_webhook(self, body: bytes, headers: Mapping[str, str], *, now: datetime) -> Hint:
        """Believe nothing."""
        del body, headers, now
        raise UnverifiableError

    def _charges(self, order: CheckoutOrder) -> tuple[RemoteCharge, ...]:
        picture = self.pictures.get(order.contribution)
        return picture.charges if picture else ()

    def _subscribe(self, given: Given, **changes: object) -> None:
        self._answer()
        picture = self.pictures[given.contribution]
        if picture.subscription is None:
            raise ProviderRefusedError
        changed = replace(picture.subscription, **changes)  # type: ignore[arg-type]  # its own fields, by name
        self.pictures[given.contribution] = replace(picture, subscription=changed)

    def _answer(self) -> None:
        if self.is_down:
            raise ProviderDownError
