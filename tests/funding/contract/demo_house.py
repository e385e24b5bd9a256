"""The demo provider and the world around it; its messages wait until the test takes them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import ClassVar

from folkmoot.funding.adapters.demo.provider import DemoProvider
from folkmoot.funding.adapters.demo.signing import HEADER, sign
from folkmoot.funding.commands.demo.let_happen import let_happen
from folkmoot.funding.commands.demo.pay_out import pay_out
from folkmoot.funding.commands.receive_webhook import receive_webhook
from folkmoot.funding.models import Contribution, DemoCheckout, DemoMessage
from folkmoot.funding.ports import ProviderDownError
from folkmoot.funding.values import CheckoutOrder, DisputeState, Given, Picture, demo
from folkmoot.funding.values.demo import ImpossibleError, Step
from folkmoot.funding.values.demo_papers import order_from_json, picture_from_json
from tests.cast import NOON
from tests.funding.contract.house import Able, Message, never


class FarProvider(DemoProvider):
    """The demo provider as if it were on another machine: the line to it can break."""

    is_reached = True

    def fetch(self, given: Given, *, now: datetime) -> Picture | None:
        """Ask, if anybody answers."""
        self._be_reached()
        return super().fetch(given, now=now)

    def list_since(self, since: datetime) -> Iterable[str]:
        """Ask, if anybody answers."""
        self._be_reached()
        return super().list_since(since)

    def _be_reached(self) -> None:
        if not self.is_reached:
            message = "nobody answers"
            raise ProviderDownError(message)


class DemoHouse:
    """The built-in provider, and whoever acts on its page and at its desk."""

    currency = "USD"
    cannot: ClassVar = {Able.ANY_AMOUNT: "its page takes what was agreed"}
    send = never

    def __init__(self) -> None:
        """Begin at noon."""
        self._time = NOON
        self._taken: set[int] = set()
        self.provider = FarProvider(self.now, lambda _message, _delivery, *, now: None)  # they wait

    def move_in(self, publication_id: int) -> None:
        """Ask nothing of the publication."""

    def tell(self, message: Message) -> None:
        """Let a message knock at the door of webhooks."""
        receive_webhook(self.provider.code, message.body, message.headers, now=self.now())

    def wait(self, days: float) -> datetime:
        """Let time pass."""
        self._time += timedelta(days=days)
        return self._time

    def now(self) -> datetime:
        """Return the time there."""
        return self._time

    def pay(self, checkout: str) -> None:
        """Press "Pay"."""
        order = self._order(checkout)
        self._happen(checkout, demo.pay(order.total_minor, order.frequency, at=self._time), "charge.paid")

    def decline(self, checkout: str) -> None:
        """Press "The card is declined"."""
        self._happen(checkout, demo.decline(self._order(checkout).total_minor, at=self._time), "charge.failed")

    def need_authentication(self, checkout: str) -> None:
        """Press "The bank asks who I am": nothing has happened before that is answered."""

    def pay_later(self, checkout: str) -> None:
        """Press "Pay by a debit"."""
        order = self._order(checkout)
        self._happen(checkout, demo.pay_later(order.total_minor, order.frequency, at=self._time), "charge.pending")

    def settle(self, checkout: str, *, came: bool) -> None:
        """Let the debit through, or not."""
        self._happen(checkout, demo.settle(self._last(checkout), comes=came, at=self._time), "charge.settled")

    def abandon(self, checkout: str) -> None:
        """Press "Leave"."""
        self._happen(checkout, demo.abandon, "checkout.expired")

    def renew(self, checkout: str, *, works: bool = True) -> None:
        """Let the next payment be tried; what is paused is not."""
        step = demo.renew(self._order(checkout).frequency, succeeds=works, at=self._time)
        with suppress(ImpossibleError):
            self._happen(checkout, step, "invoice.tried")

    def mend(self, checkout: str) -> None:
        """Take another card."""
        self.renew(checkout)

    def refund_outside(self, checkout: str, amount_minor: int) -> None:
        """Refund at the desk."""
        self._happen(checkout, demo.refund(self._last(checkout), amount_minor, at=self._time), "charge.refunded")

    def ask_back(self, checkout: str) -> None:
        """Open a dispute at the desk."""
        self._happen(checkout, demo.dispute(self._last(checkout), at=self._time), "dispute.opened")

    def decide(self, checkout: str, *, won: bool) -> None:
        """Close it."""
        state = DisputeState.WON if won else DisputeState.LOST
        self._happen(checkout, demo.decide(self._last(checkout), state, at=self._time), "dispute.closed")

    def pay_out(self) -> None:
        """Pay out at the desk, to everybody."""
        owners = Contribution.objects.order_by("publication_id").values_list("publication_id", "currency").distinct()
        for publication_id, currency in owners:
            pay_out(publication_id, currency, now=self._time)

    def messages(self) -> list[Message]:
        """Return what waits, signed now."""
        new = [one for one in DemoMessage.objects.all() if one.id not in self._taken]
        self._taken |= {one.id for one in new}
        return [self._signed(one.body.encode(), self._time) for one in new]

    def forge(self, message: Message, *, signed_at: datetime) -> Message:
        """Sign at another time."""
        return self._signed(message.body, signed_at)

    def break_line(self) -> None:
        """Let nobody answer."""
        self.provider.is_reached = False

    def mend_line(self) -> None:
        """Let them answer again."""
        self.provider.is_reached = True

    def _signed(self, body: bytes, at: datetime) -> Message:
        return Message(body, {HEADER: sign(body, now=at)})

    def _happen(self, checkout: str, step: Step, kind: str) -> None:
        let_happen(checkout, step, kind=kind, now=self._time)
        self.wait(1 / 86_400)

    def _order(self, checkout: str) -> CheckoutOrder:
        return order_from_json(DemoCheckout.objects.get(ref=checkout).order)

    def _last(self, checkout: str) -> str:
        return picture_from_json(DemoCheckout.objects.get(ref=checkout).picture).charges[-1].ref
