"""What funding asks of the world: providers that move money, and somebody who reads what supporters write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import ClassVar, Protocol

from folkmoot.funding.values import (
    Capabilities,
    Checkout,
    CheckoutOrder,
    Given,
    Hint,
    Picture,
    RemotePayout,
)
from folkmoot.kit.words import Sayable
from folkmoot.pure.verdict import Denial
from folkmoot.pure.words import gettext_noop as _


class ProviderDownError(Exception):
    """A provider could not be asked, or gave no answer. Nothing is known of what it did: ask again."""


class ProviderRefusedError(Exception):
    """A provider said no, and will say so again. The message is for the log, not for people."""


class UnverifiableError(Exception):
    """A webhook that is not the provider's, is too old, from the future, or of another mode or account."""


class Provider(Protocol):
    """Whoever moves money. No method is called inside a transaction; each may raise `ProviderDownError`.

    Attributes:
        code: a `ProviderCode`.
        account: whose account at the provider is ours; another one's money is none of ours.
        is_live: whether real money moves.
    """

    code: str
    account: str
    capabilities: Capabilities
    is_live: bool

    def create_checkout(self, order: CheckoutOrder) -> Checkout:
        """Return where the giver pays. The same order again returns the same checkout.

        Raises:
            ProviderRefusedError: it does not take this order.
        """

    def fetch(self, given: Given, *, now: datetime) -> Picture | None:
        """Return all it knows of a contribution, None when it has never heard of it."""

    def find(self, hint: Hint) -> str:
        """Return our own name for the contribution that a hint is about, "" when it is none of ours."""

    def list_since(self, since: datetime) -> Iterable[str]:
        """Yield our own names of all contributions to which anything happened since then."""

    def payouts_since(self, since: datetime) -> Iterable[RemotePayout]:
        """Yield what it sent to the bank since then."""

    def refund(self, given: Given, *, charge_ref: str, amount_minor: int, key: str) -> None:
        """Send money back. The same key again sends nothing more.

        Raises:
            ProviderRefusedError: it does not.
        """

    def change_amount(self, given: Given, *, total_minor: int, key: str) -> None:
        """Let the next renewals be of another amount.

        Raises:
            ProviderRefusedError: it cannot.
        """

    def pause(self, given: Given) -> None:
        """Let no renewal happen until `resume`."""

    def resume(self, given: Given) -> None:
        """Let renewals happen again."""

    def cancel(self, given: Given) -> None:
        """Let no renewal happen any more. Cancelling what is cancelled changes nothing."""

    def portal_url(self, given: Given, *, return_url: str) -> str:
        """Return where the giver mends their card, "" where there is no such page."""

    def parse_webhook(self, body: bytes, headers: Mapping[str, str], *, now: datetime) -> Hint:
        """Return what a message is about, once it is sure that the provider sent it.

        Raises:
            UnverifiableError: it is not.
        """


def no_providers() -> Mapping[str, Provider]:
    """Return none: nobody has filled the port."""
    return {}


def read_all_first(_publication_id: int, _words: str) -> Sayable | None:
    """Return that each message waits for a person: nobody has filled the port."""
    return Denial(code="read_first", sentence=_("Whatever supporters write is read first."))


class Ports:
    """What `wiring` fills.

    Attributes:
        providers: those of this house, by code; asked for anew each time, so that settings may change.
        reason_to_hold: why a person has to read the words of a supporter before they are shown; None: nobody has to.
    """

    providers: ClassVar[Callable[[], Mapping[str, Provider]]] = staticmethod(no_providers)
    reason_to_hold: ClassVar[Callable[[int, str], Sayable | None]] = staticmethod(read_all_first)
