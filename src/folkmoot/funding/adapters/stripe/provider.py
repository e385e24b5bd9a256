"""Stripe, as the house asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

import stripe

from folkmoot.funding.adapters.stripe import changing
from folkmoot.funding.adapters.stripe.asking import Asking
from folkmoot.funding.adapters.stripe.connection import asking, connect, reading
from folkmoot.funding.adapters.stripe.hooks import read_message
from folkmoot.funding.adapters.stripe.limits import CAPABILITIES
from folkmoot.funding.adapters.stripe.listing import Listing
from folkmoot.funding.adapters.stripe.naming import NAME, REFUND_KEY, find_name
from folkmoot.funding.adapters.stripe.ordering import NAME_CHARS, params_of, product_ref
from folkmoot.funding.adapters.stripe.renewing import intents_of
from folkmoot.funding.adapters.stripe.wire import to_wire
from folkmoot.funding.ports import ProviderRefusedError
from folkmoot.funding.values import Checkout, CheckoutOrder, Given, Hint, Picture, ProviderCode, RemotePayout
from folkmoot.kit import clock


class StripeProvider:
    """One account at Stripe, in live or in test mode, as its key says.

    Made once a process: it keeps connections open, and remembers what Stripe tells only from the other end.
    """

    code = ProviderCode.STRIPE.value
    capabilities = CAPABILITIES

    def __init__(
        self,
        key: str,
        *,
        webhook_secret: str,
        account: str,
        http_client: stripe.HTTPClient | None = None,
        time: Callable[[], datetime] = clock.now,
    ) -> None:
        """Ask nothing yet.

        Args:
            key: `sk_` or `rk_`, `live` or `test`.
            webhook_secret: `whsec_…`, of the endpoint that sends to us.
            account: `acct_…`: whose money it is. That the key belongs to it is asked before the first gift.
            http_client: who carries the requests; None: the real one.
            time: tells how far back Stripe remembers.
        """
        self.account, self.is_live = account, key.split("_")[1] == "live"
        self._secret, self._client = webhook_secret, connect(key, http_client)
        self._listing = Listing(self._client, account)
        self._time = time
        self._account_there, self._products = "", set[str]()

    def create_checkout(self, order: CheckoutOrder) -> Checkout:
        """Return Stripe's page to pay on.

        Raises:
            ProviderRefusedError: it takes no such amount or currency, or the key is not of our account.
        """
        with asking():
            if self._whose_account() != self.account:
                message = f"the key belongs to {self._account_there}, not to {self.account}"
                raise ProviderRefusedError(message)
            params = params_of(order)
            self._make_product(order.title)
            key = f"{order.contribution}-checkout-{order.again}"
            session = self._client.v1.checkout.sessions.create(params, {"idempotency_key": key})
        self._listing.saw_session(order.contribution, session.id)
        return Checkout(ref=session.id, url=session.url or "")

    def fetch(self, given: Given, *, now: datetime) -> Picture | None:
        """Return all it knows of a contribution: of the page that we wrote down, and of any other that we heard of."""
        seen = self._listing.sessions.get(given.contribution) or ()
        sessions = [*(ref for ref in seen if ref != given.checkout_ref), given.checkout_ref]
        with reading():
            asked = Asking(self._client, account=self._whose_account(), payouts=self._payout_of, now=now)
            return asked.picture(given, [ref for ref in sessions if ref])

    def find(self, hint: Hint) -> str:
        """Return our own name for what a hint is about, "" when it is none of ours."""
        with reading():
            return find_name(self._client, hint.ref)

    def list_since(self, since: datetime) -> Iterable[str]:
        """Return our own names of all contributions to which anything happened since then."""
        with reading():
            return list(dict.fromkeys(self._listing.names_since(since, now=self._time())))

    def payouts_since(self, since: datetime) -> Iterable[RemotePayout]:
        """Return what arrived at the bank of what was sent since then."""
        with reading():
            return list(self._listing.payouts_since(since))

    def refund(self, given: Given, *, charge_ref: str, amount_minor: int, key: str) -> None:
        """Send money back, once a key: Stripe forgets keys after a day, so the refunds themselves carry it, too.

        Raises:
            ProviderRefusedError: it does not.
        """
        with asking():
            intent, currency = self._intent_of(charge_ref)
            sent = self._client.v1.refunds.list({"payment_intent": intent, "limit": 100}).auto_paging_iter()
            if any(getattr(one.metadata, REFUND_KEY, "") == key for one in sent):
                return
            self._client.v1.refunds.create(
                {
                    "payment_intent": intent,
                    "amount": to_wire(amount_minor, currency),
                    "metadata": {NAME: given.contribution, REFUND_KEY: key},
                },
                {"idempotency_key": key},
            )

    def change_amount(self, given: Given, *, total_minor: int, key: str) -> None:
        """Let the next renewals be of another amount.

        Raises:
            ProviderRefusedError: it cannot.
        """
        with asking():
            changing.change_amount(self._client, _renewing(given), total_minor, key)

    def pause(self, given: Given) -> None:
        """Let no renewal happen until `resume`."""
        with asking():
            changing.pause(self._client, _renewing(given))

    def resume(self, given: Given) -> None:
        """Let renewals happen again."""
        with asking():
            changing.resume(self._client, _renewing(given))

    def cancel(self, given: Given) -> None:
        """Let no renewal happen any more; where nobody has paid yet, nobody can."""
        with asking():
            if given.subscription_ref:
                changing.cancel(self._client, given.subscription_ref)
            elif given.checkout_ref:
                changing.close_page(self._client, given.checkout_ref)

    def portal_url(self, given: Given, *, return_url: str) -> str:
        """Return Stripe's page where the giver mends their card, "" for a gift that does not renew."""
        if not given.subscription_ref:
            return ""
        with asking():
            return changing.portal_url(self._client, given.subscription_ref, return_url)

    def parse_webhook(self, body: bytes, headers: Mapping[str, str], *, now: datetime) -> Hint:
        """Return what a message is about."""
        hint, session = read_message(
            body, headers, secret=self._secret, account=self.account, is_live=self.is_live, now=now
        )
        self._listing.saw_session(hint.contribution, session)
        return hint

    def _payout_of(self, charge: str) -> str:
        return self._listing.payouts.get(charge) or ""

    def _whose_account(self) -> str:
        """Return whose account the key is of; a restricted key may not ask, and is believed."""
        if not self._account_there:
            try:
                self._account_there = self._client.v1.accounts.retrieve_current().id
            except stripe.PermissionError:
                self._account_there = self.account
        return self._account_there

    def _make_product(self, title: str) -> None:
        """Let Stripe know what is given for, once a title."""
        ref = product_ref(title)
        if ref in self._products:
            return
        try:
            self._client.v1.products.create({"id": ref, "name": title[:NAME_CHARS]}, {"idempotency_key": ref})
        except stripe.InvalidRequestError as error:
            if error.code != "resource_already_exists":
                raise
        self._products.add(ref)

    def _intent_of(self, charge_ref: str) -> tuple[str, str]:
        """Return the payment intent of a payment of ours, and its currency."""
        if not charge_ref.startswith("in_"):
            return charge_ref, self._client.v1.payment_intents.retrieve(charge_ref).currency.upper()
        invoice = self._client.v1.invoices.retrieve(charge_ref, {"expand": ["payments"]})
        intents = intents_of(invoice)
        if len(intents) != 1:
            message = f"{charge_ref} was paid in {len(intents)} parts"
            raise ProviderRefusedError(message)
        return intents[0], invoice.currency.upper()


def _renewing(given: Given) -> str:
    """Return the subscription.

    Raises:
        ProviderRefusedError: there is none.
    """
    if not given.subscription_ref:
        message = f"{given.contribution} does not renew"
        raise ProviderRefusedError(message)
    return given.subscription_ref
