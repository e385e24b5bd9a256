"""Stripe and the world around it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import ClassVar

import stripe

from folkmoot.funding.adapters.stripe.provider import StripeProvider
from folkmoot.funding.commands.receive_webhook import receive_webhook
from tests.cast import NOON
from tests.funding.contract.fake_stripe import Books, FakeStripe, giving_back, paying, renewing
from tests.funding.contract.house import Able, Message, never

KEY = "sk_test_51Fake"
SECRET = "whsec_of_the_tests"
DOWN_FOR = 1000


class StripeHouse:
    """The real provider over the real package, and a fake Stripe behind it."""

    currency = "USD"
    cannot: ClassVar = {Able.ANY_AMOUNT: "its page takes what was agreed"}
    send = never

    def __init__(self) -> None:
        """Begin with an empty account."""
        self.books = Books(now=NOON)
        self.line = FakeStripe(self.books, KEY)
        self.provider = self.another()
        self._taken: set[str] = set()

    def another(self) -> StripeProvider:
        """Return the provider of another process: it remembers nothing."""
        return StripeProvider(
            KEY, webhook_secret=SECRET, account=self.books.account, http_client=self.line, time=self.now
        )

    def move_in(self, publication_id: int) -> None:
        """Ask nothing of the publication."""

    def tell(self, message: Message) -> None:
        """Let a message knock at the door of webhooks."""
        receive_webhook(self.provider.code, message.body, message.headers, now=self.now())

    def wait(self, days: float) -> datetime:
        """Let time pass."""
        self.books.now += timedelta(days=days)
        return self.books.now

    def now(self) -> datetime:
        """Return the time at Stripe."""
        return self.books.now

    def pay(self, checkout: str) -> None:
        """Pay with a card."""
        paying.pay(self.books, checkout)
        self._go_on()

    def decline(self, checkout: str) -> None:
        """Pay with a card without money."""
        paying.decline(self.books, checkout)
        self._go_on()

    def need_authentication(self, checkout: str) -> None:
        """Pay with a card whose bank asks."""
        paying.need_authentication(self.books, checkout)
        self._go_on()

    def pay_later(self, checkout: str) -> None:
        """Pay by debit."""
        paying.pay_later(self.books, checkout)
        self._go_on()

    def settle(self, checkout: str, *, came: bool) -> None:
        """The debit is through."""
        paying.settle(self.books, checkout, came=came)
        self._go_on()

    def abandon(self, checkout: str) -> None:
        """A day passes, and the page is closed."""
        session = self.books.get(checkout, "checkout.session")
        session["status"] = "expired"
        self.books.tell("checkout.session.expired", session)
        self._go_on()

    def renew(self, checkout: str, *, works: bool = True) -> None:
        """Make the next invoice."""
        renewing.renew(self.books, self._subscription(checkout), works=works)
        self._go_on()

    def mend(self, checkout: str) -> None:
        """Pay the open invoice."""
        renewing.pay_open_invoice(self.books, self._subscription(checkout))
        self._go_on()

    def refund_outside(self, checkout: str, amount_minor: int) -> None:
        """Refund in the dashboard."""
        giving_back.refund(self.books, self._charge(checkout), amount_minor, {})
        self._go_on()

    def ask_back(self, checkout: str) -> None:
        """Open a dispute."""
        giving_back.dispute(self.books, self._charge(checkout))
        self._go_on()

    def decide(self, checkout: str, *, won: bool) -> None:
        """Close it."""
        charge = self._charge(checkout)
        (dispute,) = self.books.all("dispute", lambda one: one["charge"] == charge)
        giving_back.close_dispute(self.books, dispute["id"], won=won)
        self._go_on()

    def pay_out(self) -> None:
        """Make a payout."""
        renewing.pay_out(self.books)
        self._go_on()

    def messages(self) -> list[Message]:
        """Return the events that nobody took yet, signed as Stripe signs."""
        new = [event for event in reversed(self.books.all("event")) if event["id"] not in self._taken]
        self._taken |= {event["id"] for event in new}
        return [self.signed(json.dumps(event), self.books.now) for event in new]

    def forge(self, message: Message, *, signed_at: datetime) -> Message:
        """Sign at another time."""
        return self.signed(message.body.decode(), signed_at)

    def signed(self, body: str, at: datetime, secret: str = SECRET) -> Message:
        """Return a message as Stripe signs it."""
        header = stripe.WebhookSignature.generate_signature_header(body, secret, int(at.timestamp()))
        return Message(body.encode(), {"Stripe-Signature": header})

    def break_line(self) -> None:
        """Lose all requests."""
        self.line.troubles.extend(["lost"] * DOWN_FOR)

    def mend_line(self) -> None:
        """Lose none."""
        self.line.troubles.clear()

    def _go_on(self) -> None:
        self.wait(1 / 86_400)

    def _charge(self, checkout: str) -> str:
        return str(paying.latest_charge(self.books, checkout)["id"])

    def _subscription(self, checkout: str) -> str:
        return str(self.books.get(checkout, "checkout.session")["subscription"])
